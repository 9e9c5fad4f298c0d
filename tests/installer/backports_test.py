# SPDX-License-Identifier: GPL-3.0-or-later
"""libcurl with HTTP/3 from the backports: exactly these packages, and nothing left behind where it cannot be had."""
import os
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
SCRIPT = TOP / "installer" / "backports"
PACKAGES = ["libcurl3-gnutls", "libngtcp2-16", "libngtcp2-crypto-gnutls8", "libnghttp3-9"]

STUBS = {
    # Installed packages with their versions are the lines of the file "installed".
    "dpkg-query": 'awk -v p="${@: -1}" \'$1 == p {print "ii " $2}\' "$WORK/installed"',
    # "targets" holds the configured sources; "offline" and "also" (what else would change) make it fail.
    "apt-get": '''case " $* " in
  *" --format "*"(RELEASE) Created-By"*) awk '{print $1}' "$WORK/targets" ;;
  *" indextargets "*) cat "$WORK/targets" ;;
  *" update "*) echo "apt-get $*" >>"$WORK/calls"; [ ! -e "$WORK/offline" ] || exit 100 ;;
  *" -s "*) for p in "$@"; do case $p in */bookworm-backports) echo "Inst ${p%/*} (1)" ;; esac; done
            cat "$WORK/also" 2>/dev/null || true ;;
  *" download "*) echo "apt-get $*" >>"$WORK/calls"; [ ! -e "$WORK/broken" ] || exit 100
                  for p in "$@"; do case $p in */bookworm-backports) touch "${p%/*}.deb" ;; esac; done ;;
  *" install "*) echo "apt-get $*" >>"$WORK/calls"; [ ! -e "$WORK/broken" ] || exit 100 ;;
esac''',
    "dpkg": '''[ "$1" = -x ] || exec /usr/bin/dpkg "$@"
mkdir -p "$3/usr/lib/here"; touch "$3/usr/lib/here/libcurl-gnutls.so.4" "$3/usr/lib/here/$(basename "$2" .deb).so"''',
    "ldd": 'cat "$WORK/needs" 2>/dev/null || true',
    "sudo": 'echo "sudo $*" >>"$WORK/calls"; [ "$1" != -n ] || exit ${PASSWORDLESS:-0}; WHO=0 exec "${@:2}"',
    "id": 'echo "$WHO"',
}


class BackportsTest(unittest.TestCase):
    def setUp(self):
        self.work = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for name, body in STUBS.items():
            (self.work / name).write_text("#!/bin/bash\n" + body + "\n")
            (self.work / name).chmod(0o755)
        (self.work / "installed").write_text("libcurl3-gnutls 7.88.1-10+deb12u15\n")
        (self.work / "targets").write_text("bookworm main http://mirror.test/debian/\n")
        (self.work / "os-release").write_text("ID=debian\nVERSION_CODENAME=bookworm\n")
        (self.work / "tmp").mkdir()
        self.pins = self.work / "apt/preferences.d/meridian-http3"
        self.beside = self.work / "build/backports"
        self.source = self.work / "apt/sources.list.d/meridian-backports.sources"

    def run_it(self, who=0, script=SCRIPT, options=(), **environment):
        return subprocess.run(
            ["bash", str(script), *options], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
            env={"PATH": f"{self.work}:/usr/bin:/bin", "WORK": str(self.work), "WHO": str(who),
                 "APT_FOLDER": str(self.work / "apt"), "OS_RELEASE": str(self.work / "os-release"),
                 "BESIDE": str(self.beside), "TMPDIR": str(self.work / "tmp"), **environment})

    def calls(self):
        file = self.work / "calls"
        return file.read_text().splitlines() if file.exists() else []

    def assert_without(self, result, words):
        """It says why, goes on and leaves nothing behind."""
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("HTTP/1.1 and HTTP/2 only: ", result.stderr)
        self.assertIn(words, result.stderr)
        self.assertFalse(self.pins.exists())
        self.assertFalse(self.source.exists())
        self.assertFalse(self.beside.exists())
        self.assertEqual(list((self.work / "tmp").iterdir()), [])

    def test_exactly_these_packages_pinned(self):
        result = self.run_it()
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertEqual([p for p in self.calls()[-1].split() if p.endswith("/bookworm-backports")],
                         [f"{p}/bookworm-backports" for p in PACKAGES])
        self.assertIn("--no-remove", self.calls()[-1])
        pins = dict(line.split(": ", 1) for line in self.pins.read_text().splitlines())
        self.assertEqual(pins["Package"].split(), PACKAGES)
        self.assertEqual(pins["Pin"], "release n=bookworm-backports")
        source = self.source.read_text()
        self.assertIn("URIs: http://mirror.test/debian/\nSuites: bookworm-backports\nComponents: main\n", source)

    def headers(self):
        with (self.work / "installed").open("a") as installed:
            installed.write("libcurl4-gnutls-dev 7.88.1-10+deb12u15\n")

    def test_beside_the_build_where_headers_insist_on_bookworms_library(self):
        self.headers()
        result = self.run_it(who=1000)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertIn(str(self.beside), result.stdout)
        self.assertEqual(sorted(p.name for p in (self.beside / "lib").iterdir()),
                         sorted(["libcurl-gnutls.so.4"] + [f"{p}.so" for p in PACKAGES]))
        self.assertEqual([c.split()[1] for c in self.calls()], ["update", "download"])
        self.assertFalse((self.work / "apt").exists())
        self.assertEqual(list((self.work / "tmp").iterdir()), [])
        self.assertEqual(self.run_it(who=1000).stdout, "")  # there already
        self.assertEqual(len(self.calls()), 2)

    def test_an_old_copy_is_renewed_or_kept(self):
        self.headers()
        self.assertEqual(self.run_it().returncode, 0)
        week = time.time() - 9 * 86400
        os.utime(self.beside / "lib", (week, week))
        (self.work / "offline").touch()
        result = self.run_it()
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))
        self.assertTrue((self.beside / "lib/libcurl-gnutls.so.4").exists())
        (self.work / "offline").unlink()
        self.assertIn(str(self.beside), self.run_it().stdout)
        self.assertGreater((self.beside / "lib").stat().st_mtime, week + 86400)

    def test_no_copy_that_would_not_load(self):
        self.headers()
        (self.work / "needs").write_text("libgnutls.so.99 => not found\n")
        self.assert_without(self.run_it(), "libgnutls.so.99")
        (self.work / "broken").touch()
        self.assert_without(self.run_it(), "does not give")
        (self.work / "offline").touch()
        self.assert_without(self.run_it(), "does not answer")

    def test_a_source_that_is_there_is_used(self):
        with (self.work / "targets").open("a") as targets:
            targets.write("bookworm-backports main http://mirror.test/debian/\n")
        self.assertEqual(self.run_it().returncode, 0)
        self.assertFalse(self.source.exists())
        self.assertTrue(self.pins.exists())

    def test_what_is_new_enough_needs_neither_root_nor_network(self):
        (self.work / "installed").write_text("libcurl3-gnutls 8.14.1-2+deb13u2~bpo13+1\n")
        result = self.run_it(who=1000)
        self.assertEqual((result.returncode, result.stdout, result.stderr, self.calls()), (0, "", "", []))

    def test_other_distributions_go_on_without(self):
        for text in ("ID=debian\nVERSION_CODENAME=trixie\n", "ID=ubuntu\nVERSION_CODENAME=noble\n", ""):
            (self.work / "os-release").write_text(text)
            self.assert_without(self.run_it(), "Debian 12's backports")
            self.assertEqual(self.calls(), [])

    def test_no_network(self):
        (self.work / "offline").touch()
        self.assert_without(self.run_it(), "does not answer")

    def test_nothing_else_is_changed(self):
        for line in ("Inst libgnutls30 (2)\n", "Remv git (1)\n"):
            (self.work / "also").write_text(line)
            self.assert_without(self.run_it(), "would also change " + line.split()[1])
            self.assertEqual([c for c in self.calls() if " install " in c], [])

    def test_a_failed_install_is_undone(self):
        (self.work / "broken").touch()
        self.assert_without(self.run_it(), "could not install")

    def test_sudo(self):
        self.assertEqual(self.run_it(who=1000).returncode, 0)
        self.assertRegex(self.calls()[1], r"^sudo -- bash .*installer/backports --as-root$")
        self.assertTrue(self.pins.exists())

    def test_without_sudo_or_with_a_password(self):
        self.assert_without(self.run_it(who=1000, PASSWORDLESS="1"), "would ask for a password")
        (self.work / "sudo").unlink()
        bare = self.work / "bare"
        bare.mkdir()
        for tool in ("bash", "sed", "awk", "dirname", "dpkg"):
            (bare / tool).symlink_to(f"/usr/bin/{tool}")
        self.assert_without(self.run_it(who=1000, PATH=f"{self.work}:{bare}"), "needs root or sudo")

    def test_install_takes_it_as_a_list(self):
        (self.work / "offline").touch()
        installed = [line for name in ("run", "demo") for line in
                     (TOP / "installer" / "packages" / name).read_text().splitlines() if not line.startswith("#")]
        (self.work / "dpkg-query").write_text(
            '#!/bin/bash\n[ $# -gt 3 ] || exec awk -v p="${@: -1}" \'$1 == p {print "ii " $2}\' "$WORK/installed"\n'
            'for p in "${@:3}"; do echo "ii  $p"; done\n')
        self.assertTrue(installed)
        result = self.run_it(script=TOP / "installer" / "install", options=("run", "demo", "backports"))
        self.assert_without(result, "does not answer")
        self.assertEqual([c.split()[1] for c in self.calls()], ["update"])

    def test_unusable_arguments(self):
        self.assertEqual(self.run_it(options=("--nonsense",)).returncode, 2)
        self.assertIn("libngtcp2-16", self.run_it(options=("--help",)).stdout)


if __name__ == "__main__":
    unittest.main(verbosity=1)
