# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual pages and completions that the build made, read by the programs that they are for.

PROGRAMS = folder of the programs, MANUAL = folder of what was made.
"""
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAMS = Path(os.environ["PROGRAMS"])
MANUAL = Path(os.environ["MANUAL"])
FLEET = """{"version": 1,
 "regions": [{"id": "fra", "name": "F", "role": "primary", "lat": 1, "lon": 1, "registry": {"url": "http://127.0.0.1:1"}},
             {"id": "tyo", "name": "T", "role": "replica", "lat": 1, "lon": 1, "registry": {"url": "http://127.0.0.1:2"}}],
 "rules": [{"id": "base", "source": "fra", "targets": ["tyo"], "repositories": ["base/*"]},
           {"id": "apps", "source": "fra", "targets": ["tyo"], "repositories": ["app/*"]}]}
"""


def run(*command, **more):
    env = dict(os.environ, PATH=f"{PROGRAMS}:{os.environ['PATH']}", LC_ALL="C.UTF-8", MERIDIAN_KEYCHAIN="off")
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=env, **more)


def words(line):
    """As readline splits a line: "=" is a word of its own."""
    return [w for w in re.split(r"(=)| ", line) if w is not None and w != ""] + ([""] if line.endswith((" ", "=")) else [])


class Shells(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory()
        cls.fleet = Path(cls.home.name) / "fleet.json"
        cls.fleet.write_text(FLEET)

    @classmethod
    def tearDownClass(cls):
        cls.home.cleanup()

    def test_manual_pages_have_nothing_that_lint_or_man_would_say(self):
        pages = sorted((MANUAL / "man").iterdir())
        self.assertEqual([p.name for p in pages], ["meridian.1", "meridianctl.1", "meridiand.8"])
        for page in pages:
            lint = run("mandoc", "-Tlint", "-Wwarning", str(page))
            self.assertEqual(lint.stdout + lint.stderr, "", page.name)
            shown = run("man", "--warnings", "-l", str(page))
            self.assertEqual((shown.returncode, shown.stderr), (0, ""), page.name)
            self.assertIn("EXIT STATUS", shown.stdout)

    def bash(self, line, program="meridianctl"):
        split = words(line)
        script = (f"source {MANUAL}/bash/{program}; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _{program};"
                  " printf '%s\\n' \"${COMPREPLY[@]}\"")
        done = run("bash", "-c", script, "bash", *split, cwd=self.home.name)
        self.assertEqual(done.stderr, "", line)
        return done.stdout.split()

    def fish(self, line):
        done = run("fish", "--no-config", "-c", f"source {MANUAL}/fish/meridianctl.fish; complete -C '{line}'",
                   cwd=self.home.name)
        self.assertEqual(done.stderr, "", line)
        return [entry.split("\t")[0] for entry in done.stdout.splitlines()]

    def test_bash_and_fish_offer_the_same(self):
        fleet = f"meridianctl --fleet {self.fleet}"
        cases = [
            ("meridianctl pr", ["prewarm", "profile", "promote"]),
            (f"{fleet} sync ", ["apps", "base"]),
            (f"{fleet} sync ba", ["base"]),
            (f"{fleet} sync base --target ", ["fra", "tyo"]),
            (f"{fleet} sync --target=", ["fra", "tyo"]),
            (f"{fleet} profile t", ["tyo"]),
            ("meridianctl job 00ab p", ["pause"]),
            ("meridianctl promote base --on-conflict ", ["keep", "overwrite", "stop"]),
            ("meridianctl import s", ["skopeo-sync"]),
            ("meridianctl audit base --re", ["--repair", "--report"]),
            ("meridianctl sync base --re", []),
            ("meridianctl import regsync fle", ["fleet.json"]),
            ("meridianctl tags ", []),
        ]
        for line, expected in cases:
            with self.subTest(line=line):
                self.assertEqual(sorted(self.bash(line)), expected)
                offered = [w.removeprefix("--target=") for w in self.fish(line)]
                self.assertEqual(sorted(offered), expected)

    def test_bash_knows_the_programs_without_verbs(self):
        self.assertEqual(sorted(self.bash("meridiand --", "meridiand")), ["--fleet", "--help", "--state", "--version"])
        self.assertEqual(sorted(self.bash("meridian --theme ", "meridian")), ["dark", "light"])
        self.assertEqual(self.bash("meridian --fleet fl", "meridian"), ["fleet.json"])

    def test_other_shells_can_read_theirs(self):
        for file in sorted((MANUAL / "zsh").iterdir()):
            done = run("zsh", "-f", "-n", str(file))
            self.assertEqual((done.returncode, done.stderr), (0, ""), file.name)
        for file in sorted((MANUAL / "fish").iterdir()):
            done = run("fish", "--no-execute", str(file))
            self.assertEqual((done.returncode, done.stderr), (0, ""), file.name)

    def test_zsh_offers_rules(self):
        """zsh completes in a terminal only, so that it gets one."""
        script = f"""
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'PS1=; fpath=({MANUAL}/zsh $fpath); autoload -U compinit; compinit -u -D; unsetopt beep; echo re''ady'
zpty -r -m z out '*ready*'
zpty -w -n z $'meridianctl --fleet {self.fleet} sync \\t\\t'
zpty -r -m z out '*apps*base*'
print -r -- "$out"
zpty -d z
"""
        done = run("zsh", "-f", "-c", script, cwd=self.home.name)
        self.assertRegex(done.stdout, r"apps\s+base")

    def test_ids_come_from_the_fleet_file_alone(self):
        done = run("meridianctl", "--fleet", str(self.fleet), "--state", "/nonexistent/state", "__complete", "regions")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "fra\ntyo\n", ""))
        done = run("meridianctl", "--fleet", "/nonexistent.json", "__complete", "rules")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))


if __name__ == "__main__":
    unittest.main()
