# SPDX-License-Identifier: GPL-3.0-or-later
"""Registries of the demo start on free ports and end with whoever started them, however that ends."""
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from registry_api import Registry
from registry_process import RegistryFailed, RegistryProcess


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def gone(pid, seconds=20):
    deadline = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(pid)


class RegistryTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def start(self, name="r"):
        process = RegistryProcess(self.folder / name).start()
        self.addCleanup(process.stop)
        return process

    def test_it_answers_and_stops(self):
        process = self.start()
        pid = int(process.pid_file.read_text())
        with Registry(process.url) as registry:
            self.assertEqual(registry.repositories(), [])
            self.assertIsNone(registry.digest("not/there", "1"))
        answered = process.requests()
        self.assertIn({"method": "GET", "uri": "/v2/_catalog?n=1000", "status": 200, "written": 20}, answered)
        self.assertEqual([(r["method"], r["status"]) for r in answered], [("GET", 200), ("HEAD", 404)])
        process.stop()
        self.assertFalse(alive(pid))
        self.assertFalse(process.pid_file.exists())

    def test_two_at_once_have_ports_of_their_own(self):
        self.assertNotEqual(self.start("a").url, self.start("b").url)

    def test_secrets_are_private(self):
        process = self.start()
        for file in (process.config, process.folder / "secret"):
            self.assertEqual(file.stat().st_mode & 0o077, 0, file)

    def test_it_dies_with_a_killed_parent(self):
        parent = subprocess.Popen(
            [sys.executable, "-B", "-c",
             "import sys, time; from registry_process import RegistryProcess as R\n"
             "print(R(sys.argv[1]).start().process.pid, flush=True); time.sleep(600)", str(self.folder / "r")],
            stdout=subprocess.PIPE, text=True)
        self.addCleanup(parent.stdout.close)
        pid = int(parent.stdout.readline())
        self.assertTrue(alive(pid))
        parent.kill()
        parent.wait()
        self.assertTrue(gone(pid))

    def test_a_stale_one_is_ended_by_the_next_start(self):
        first = self.start()
        stale = first.process.pid
        second = RegistryProcess(first.folder)
        self.assertTrue(second.end_stale())
        self.assertTrue(gone(stale))
        first.process.wait()
        first.process = None
        self.assertFalse(second.end_stale())

    def test_a_foreign_process_with_that_pid_is_left_alone(self):
        foreign = subprocess.Popen(["sleep", "600"])
        self.addCleanup(foreign.wait)
        self.addCleanup(foreign.kill)
        process = RegistryProcess(self.folder / "r")
        process.folder.mkdir()
        process.pid_file.write_text(f"{foreign.pid}\n")
        self.assertFalse(process.end_stale())
        self.assertIsNone(foreign.poll())

    def test_a_failed_start_says_why(self):
        bad = RegistryProcess(self.folder / "bad")
        bad.folder.mkdir()
        (bad.folder / "secret").write_text("x\n nonsense: [")
        with self.assertRaisesRegex(RegistryFailed, "did not start.*log"):
            bad.start()


if __name__ == "__main__":
    unittest.main(verbosity=1)
