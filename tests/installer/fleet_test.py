# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo fleet from start to end: result, second start, two at once, stop, kill, clean."""
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import run_fleet
from registry_test import alive, gone

PROGRAM = [sys.executable, "-B", run_fleet.__file__, "--size", "tiny"]
# The real programs, where they are built.
BUILT = Path(os.environ.get("PROGRAMS", "/nonexistent"))


class FleetTest(unittest.TestCase):
    def setUp(self):
        self.work = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.folder = self.work / "demo"
        self.programs = self.work / "bin"
        self.programs.mkdir()
        for name in ("meridian", "meridianctl"):
            shutil.copy(Path(__file__).with_name("stand_in.py"), self.programs / name)
            (self.programs / name).chmod(0o755)

    def command(self, *options, programs=None):
        return [*PROGRAM, "--dir", str(self.folder), "--programs", str(programs or self.programs), *options]

    def run_it(self, *options, stand_in="copy", programs=None):
        return subprocess.run(self.command(*options, programs=programs), capture_output=True, text=True, timeout=240,
                              env={**os.environ, "STAND_IN": stand_in})

    def begin(self, *options):
        """Starts one whose stand-in waits; returns it and the pids of stand-in and registries."""
        process = subprocess.Popen(self.command(*options), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                   env={**os.environ, "STAND_IN": "wait"})
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        for line in process.stdout:
            if match := re.match(r"stand-in: \S+ wait (\d+)", line):
                return process, [int(match[1]), *self.registry_pids()]
        self.fail("the stand-in was not called")

    def registry_pids(self):
        return [int(file.read_text()) for file in sorted(self.folder.glob("registry/*/pid"))]

    def test_everything_is_mirrored_and_compared(self):
        result = self.run_it()
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn("14 tags, 2 targets: the same digest under every tag", result.stdout)
        self.assertEqual(self.registry_pids(), [])

    @unittest.skipUnless((BUILT / "meridianctl").exists(), "meridianctl is not built")
    def test_everything_is_mirrored_by_meridian(self):
        result = self.run_it(programs=BUILT)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn("14 tags, 2 targets: the same digest under every tag", result.stdout)

    def test_a_mirror_that_does_nothing_is_found_out(self):
        result = self.run_it(stand_in="skip")
        self.assertEqual(result.returncode, 1)
        self.assertIn("28 differences", result.stdout)

    def test_a_mirror_that_fails_is_told(self):
        result = self.run_it(stand_in="fail")
        self.assertEqual(result.returncode, 1)
        self.assertIn("meridianctl plan ended with status 1", result.stderr)

    def test_the_running_fleet_is_compared_by_its_file(self):
        self.begin("--console")
        result = subprocess.run(
            [sys.executable, "-B", Path(run_fleet.__file__).with_name("compare.py"), self.folder / "fleet.json"],
            capture_output=True, text=True, timeout=120)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertRegex(result.stdout.splitlines()[0], "^tag +Frankfurt +Tokyo +Silicon Valley")
        self.assertIn("28 differences", result.stdout)

    def test_second_start_reuses_data_and_keeps_changes(self):
        self.assertEqual(self.run_it(stand_in="skip").returncode, 1)
        file = self.folder / "fleet.json"
        first = json.loads(file.read_text())
        file.write_text(json.dumps({**first, "rules": [{**first["rules"][0], "id": "mine"}]}))
        result = self.run_it(stand_in="skip")
        self.assertIn("holds all 14 tags already", result.stdout)
        second = json.loads(file.read_text())
        self.assertEqual(second["rules"][0]["id"], "mine")
        for before, after in zip(first["regions"], second["regions"]):
            self.assertNotEqual(before["registry"]["url"], after["registry"]["url"])
            self.assertIn(after["registry"]["url"], result.stdout)

    def test_console_gets_the_fleet_and_its_status_is_ours(self):
        for stand_in, status in (("copy", 0), ("fail", 1)):
            result = self.run_it("--console", stand_in=stand_in)
            self.assertEqual(result.returncode, status)
            self.assertIn("stand-in: meridian ", result.stdout)

    def test_a_signal_ends_all(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            with self.subTest(number.name):
                process, pids = self.begin("--console")
                self.assertEqual(len(pids), 4)
                process.send_signal(number)
                self.assertEqual(process.wait(60), 130)
                self.assertEqual([pid for pid in pids if alive(pid)], [])

    def test_kill_ends_all(self):
        process, pids = self.begin()
        process.kill()
        process.wait()
        self.assertEqual([pid for pid in pids if not gone(pid)], [])
        self.assertEqual(len(self.registry_pids()), 3)
        self.assertEqual(self.run_it("--console").returncode, 0)

    def test_the_second_of_two_says_who_holds_the_folder(self):
        process, pids = self.begin()
        second = self.run_it()
        self.assertEqual(second.returncode, 1)
        self.assertIn(f"another quickstart (process {process.pid}) is using {self.folder}", second.stderr)
        clean = self.run_it("--clean")
        self.assertEqual(clean.returncode, 1)
        self.assertTrue(all(map(alive, pids)))

    def test_clean_removes_everything(self):
        self.run_it("--console")
        (self.folder / "state").mkdir(exist_ok=True)
        self.assertEqual(self.run_it("--clean").returncode, 0)
        self.assertFalse(self.folder.exists())
        again = self.run_it("--clean")
        self.assertEqual((again.returncode, "nothing to remove" in again.stdout), (0, True))

    def test_a_folder_that_is_not_ours_is_left_alone(self):
        self.folder.mkdir()
        (self.folder / "state").mkdir()
        (self.folder / "state" / "precious").write_text("x")
        for options in ((), ("--clean",)):
            result = self.run_it(*options)
            self.assertEqual(result.returncode, 1)
            self.assertIn("not a demo folder", result.stderr)
        self.assertEqual((self.folder / "state" / "precious").read_text(), "x")


if __name__ == "__main__":
    unittest.main(verbosity=1)
