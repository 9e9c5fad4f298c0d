# SPDX-License-Identifier: GPL-3.0-or-later
"""The shell scripts: options, package lists, and what is installed how, against stand-ins for apt and dpkg."""
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
INSTALL = TOP / "installer" / "install"

STUBS = {
    # Says what is installed: the lines of the file "installed".
    "dpkg-query": 'for p in "${@:3}"; do grep -qx "$p" "$WORK/installed" && echo "ii  $p"; done; true',
    # "update" fails as often as the file "offline" has lines; "install" installs.
    "apt-get": '''echo "apt-get $*" >>"$WORK/calls"
case $1 in
  update) [ ! -s "$WORK/offline" ] || { sed -i 1d "$WORK/offline"; exit 100; } ;;
  install) for p in "$@"; do case $p in -*|*=*|install) ;; *) echo "$p" >>"$WORK/installed" ;; esac; done ;;
esac''',
    "sudo": 'echo "sudo $*" >>"$WORK/calls"; WHO=0 exec "${@:2}"',
    "id": 'echo "$WHO"',
    "sleep": "true",
    "systemctl": 'echo "systemctl $*" >>"$WORK/calls"',
}


def packages(name):
    lines = (TOP / "installer" / "packages" / name).read_text().splitlines()
    return [line for line in lines if not line.startswith("#")]


class InstallTest(unittest.TestCase):
    def setUp(self):
        self.work = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for name, body in STUBS.items():
            (self.work / name).write_text("#!/bin/bash\n" + body + "\n")
            (self.work / name).chmod(0o755)
        (self.work / "installed").touch()

    def install(self, *options, who=1000, path=None):
        return subprocess.run(
            ["bash", str(INSTALL), *options], capture_output=True, text=True, timeout=60,
            env={"PATH": path or f"{self.work}:/usr/bin:/bin", "WORK": str(self.work), "WHO": str(who),
                 "POLICY_RC_D": str(self.work / "policy")})

    def calls(self):
        file = self.work / "calls"
        return file.read_text().splitlines() if file.exists() else []

    def test_nothing_missing_needs_neither_root_nor_network(self):
        (self.work / "installed").write_text("\n".join(packages("run") + packages("demo")) + "\n")
        result = self.install("run", "demo")
        self.assertEqual((result.returncode, self.calls()), (0, []), result.stderr)

    def test_check_says_what_is_missing(self):
        (self.work / "installed").write_text("skopeo\npython3\n")
        result = self.install("--check", "demo")
        self.assertEqual((result.returncode, result.stdout, self.calls()), (1, "docker-registry\n", []))

    def test_sudo_gets_the_lists_and_only_what_is_missing_is_installed(self):
        (self.work / "installed").write_text("skopeo\n")
        (self.work / "offline").write_text("1\n2\n")
        result = self.install("demo")
        self.assertEqual(result.returncode, 0, result.stderr)
        calls = self.calls()
        self.assertRegex(calls[0], r"^sudo -- bash .*installer/install --as-root demo$")
        self.assertEqual([c.split()[1] for c in calls[1:]], ["update"] * 3 + ["install"])
        self.assertRegex(calls[-1], r"--no-remove .*docker-registry python3$")

    def test_services_do_not_start_while_it_installs(self):
        """The policy is asked as apt's scripts ask it, in the middle of an install; afterwards it is gone."""
        (self.work / "apt-get").write_text(
            "#!/bin/bash\n"
            'for s in docker-registry nginx.service; do "$POLICY_RC_D" $s start; echo "$s $?" >>"$WORK/calls"; done\n'
            "exit 1\n")
        result = self.install("demo", who=0)
        self.assertEqual(result.returncode, 1)
        self.assertIn("could not install: docker-registry", result.stderr)
        known = any(Path(p, "docker-registry.service").exists() for p in ("/lib/systemd/system", "/etc/systemd/system"))
        self.assertIn(f"docker-registry {0 if known else 101}", self.calls())
        self.assertFalse((self.work / "policy").exists())

    def test_a_policy_that_was_there_stays(self):
        (self.work / "policy").write_text("#!/bin/sh\nexit 101\n")
        self.assertEqual(self.install("demo", who=0).returncode, 0)
        self.assertEqual((self.work / "policy").read_text(), "#!/bin/sh\nexit 101\n")

    def test_without_root_or_sudo_the_command_is_told(self):
        (self.work / "sudo").unlink()
        bare = self.work / "bare"
        bare.mkdir()
        for tool in ("bash", "sed", "sort", "comm", "awk", "dirname", "ls", "tr", "grep", "cat"):
            (bare / tool).symlink_to(f"/usr/bin/{tool}")
        result = self.install("demo", path=f"{self.work}:{bare}")
        self.assertEqual(result.returncode, 1)
        self.assertIn("needs root or sudo", result.stderr)
        self.assertIn("apt-get install --no-install-recommends docker-registry python3 skopeo", result.stderr)

    def test_unusable_arguments(self):
        self.assertEqual(self.install().returncode, 2)
        self.assertEqual(self.install("--nonsense").returncode, 2)
        self.assertIn("no list named 'nonsense'", self.install("nonsense").stderr)
        self.assertEqual(self.install("--help").returncode, 0)

    def test_lists_are_plain_and_have_reasons(self):
        for file in sorted((TOP / "installer" / "packages").iterdir()):
            lines = file.read_text().splitlines()
            self.assertTrue(lines[0].startswith("# "), file)
            self.assertTrue(lines[1].startswith("# "), file)
            for line in lines:
                self.assertRegex(line, r"^(# .+|[a-z0-9][a-z0-9.+-]+)$", file)


class ScriptTest(unittest.TestCase):
    def run_script(self, *command):
        return subprocess.run(["bash", *command], cwd="/", capture_output=True, text=True, timeout=60,
                              env={**os.environ, "XDG_STATE_HOME": "/nonexistent/state"})

    def test_scripts_parse_and_may_be_called(self):
        for script in ("installer/quickstart", "installer/install", "installer/backports", "installer/build", "tests/run", ".ci/run"):
            self.assertEqual(self.run_script("-n", f"{TOP}/{script}").returncode, 0, script)
            self.assertTrue(os.access(TOP / script, os.X_OK), script)

    def test_help(self):
        for script, words in (("installer/quickstart", "/nonexistent/state/meridian/demo"), ("tests/run", "ctest"),
                              ("installer/backports", "libcurl3-gnutls")):
            result = self.run_script(f"{TOP}/{script}", "--help")
            self.assertEqual(result.returncode, 0)
            self.assertIn(words, result.stdout.lower())

    def test_unusable_arguments(self):
        for options in (["--nonsense"], ["--dir"], ["--size", "huge"]):
            result = self.run_script(f"{TOP}/installer/quickstart", *options)
            self.assertEqual((result.returncode, result.stdout), (2, ""), options)

    def test_clean_of_nothing(self):
        result = self.run_script(f"{TOP}/installer/quickstart", "--clean")
        self.assertEqual(result.returncode, 0)
        self.assertIn("nothing to remove", result.stdout)

    def test_readme_names_what_is_there(self):
        readme = (TOP / "README.md").read_text()
        for command in ("./installer/quickstart", "./tests/run"):
            self.assertIn(command, readme)
        self.assertIn("exec ./tests/run", (TOP / ".ci" / "run").read_text())
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", readme):
            if not target.endswith(".png"):
                self.assertTrue((TOP / target).exists(), target)


if __name__ == "__main__":
    unittest.main(verbosity=1)
