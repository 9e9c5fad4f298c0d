# SPDX-License-Identifier: GPL-3.0-or-later
"""The units as systemd reads them: no line that it does not know, and how much they leave open."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

SYSTEMD = Path(__file__).parents[2] / "installer/systemd"


def analyze(*words, **environment):
    return subprocess.run(["systemd-analyze", "--no-pager", *words], capture_output=True, text=True, check=False,
                          env={**os.environ, "SYSTEMD_COLORS": "0", **environment})


@unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not installed")
class Units(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="meridian-units-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def unit(self, kind):
        """With a program and pages that are there wherever this runs."""
        text = (SYSTEMD / kind / "meridiand.service").read_text()
        file = self.folder / "meridiand.service"
        file.write_text(re.sub(r"/usr/bin/meridiand", "/bin/true", text))
        return file

    def test_nothing_is_unknown_to_systemd(self):
        for kind in ("system", "user"):
            with self.subTest(kind=kind):
                result = analyze("verify", "--man=no", f"--{kind}", str(self.unit(kind)), XDG_RUNTIME_DIR=str(self.folder))
                ours = [line for line in result.stderr.splitlines() if "meridiand.service" in line]
                self.assertEqual(ours, [])
                self.assertEqual(result.returncode, 0, result.stderr)

    def test_an_unknown_line_would_be_seen(self):
        file = self.unit("system")
        file.write_text(file.read_text().replace("[Service]\n", "[Service]\nProtectEverything=yes\n"))
        self.assertIn("ProtectEverything", analyze("verify", "--man=no", str(file)).stderr)

    def test_little_is_left_open(self):
        for kind in ("system", "user"):
            with self.subTest(kind=kind):
                result = analyze("security", "--offline=true", "--threshold=30", str(self.unit(kind)))
                self.assertEqual(result.returncode, 0, result.stdout[-200:])
                self.assertRegex(result.stdout, r"Overall exposure level for meridiand.service: [0-2]\.\d")

    def test_an_open_unit_would_be_seen(self):
        file = self.unit("system")
        file.write_text("[Service]\nExecStart=/bin/true\n")
        self.assertNotEqual(analyze("security", "--offline=true", "--threshold=30", str(file)).returncode, 0)


if __name__ == "__main__":
    unittest.main()
