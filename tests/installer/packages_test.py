# SPDX-License-Identifier: GPL-3.0-or-later
"""The .deb files in clean Debians: installed by apt, run, upgraded, removed, purged.

usage: packages_test.py made          packs what BUILD holds; lintian, dependencies
       packages_test.py bookworm|trixie
BUILD = build folder. Needs root, mmdebstrap and a Debian mirror in /etc/apt; exit status 77 where one is missing. The bare
systems and what apt fetches are kept in BUILD/chroots, so that a second run is quick.
"""
import glob
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ["BUILD"])
DEBS = BUILD / "packages"
CACHE = BUILD / "chroots"
NAMES = ("meridianctl", "meridiand", "meridian")
OLD = "0.0.1-1"


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def run(*command, check=True, **more):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, **more)
    if check and done.returncode != 0:
        raise AssertionError(f"{command}: status {done.returncode}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    return done


def mirror():
    """The Debian mirror that this machine uses."""
    for file in sorted(glob.glob("/etc/apt/sources.list.d/*") + glob.glob("/etc/apt/sources.list")):
        text = re.sub(r"#.*", "", Path(file).read_text(errors="replace"))
        for uri in re.findall(r"\bhttps?://\S+", text):
            if re.search(r"/debian/?$", uri):
                return uri.rstrip("/")
    return None


def deb(name):
    found = [Path(p) for p in glob.glob(str(DEBS / f"{name}_*.deb"))]
    if len(found) != 1:
        raise AssertionError(f"{DEBS} has {len(found)} packages named {name}")
    return found[0]


def field(name, which):
    return run("dpkg-deb", "-f", deb(name), which).stdout.strip()


def older(name, folder):
    """The same package with a version from long ago."""
    tree = Path(folder) / f"{name}.tree"
    run("dpkg-deb", "-R", deb(name), tree)
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"(?m)^Version: .*", f"Version: {OLD}", control.read_text()))
    out = Path(folder) / f"{name}_{OLD}.deb"
    run("dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "-b", tree, out)
    shutil.rmtree(tree)
    return out


def wait_for(what, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.1)
    return False


class Made(unittest.TestCase):
    """Packs what was built. The other tests install that."""

    @classmethod
    def setUpClass(cls):
        shutil.rmtree(DEBS, ignore_errors=True)
        run("cpack", "-G", "DEB", cwd=BUILD)
        shutil.rmtree(DEBS / "_CPack_Packages", ignore_errors=True)

    def test_lintian_finds_no_error(self):
        done = run("lintian", "--allow-root", "--fail-on", "error,warning", *map(deb, NAMES), check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_versions_are_the_programs(self):
        told = run(BUILD / "bin" / "meridianctl", "--version").stdout.split()[1]
        for name in NAMES:
            self.assertEqual(field(name, "Version"), f"{told}-1")

    def test_dependencies_are_what_the_installer_installs(self):
        lines = (TOP / "installer/packages/run").read_text().splitlines()
        listed = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
        needed = set()
        for name in NAMES:
            for entry in re.split(r"[,|]", field(name, "Depends") + "," + field(name, "Recommends")):
                needed.add(entry.split("(")[0].strip())
        every_system = {"", "libc6", "libgcc-s1", "libstdc++6"}
        service = {"init-system-helpers", "passwd", "systemd", "systemd-standalone-sysusers", "systemd-sysusers"}
        later_debians = {"qt6-svg-plugins"}
        self.assertEqual(needed - listed - every_system - service - later_debians - set(NAMES), set())
        # Those come with libraries that the packages name.
        self.assertEqual(listed - needed, {"libqt6network6", "libqt6quickcontrols2-6"} & listed)

    def test_servers_need_no_toolkit(self):
        for name in ("meridianctl", "meridiand"):
            self.assertNotRegex(field(name, "Depends"), "qt|yaml|fonts")

    def test_nothing_of_the_build_machine_is_in_them(self):
        for name in NAMES:
            listing = run("dpkg-deb", "-c", deb(name)).stdout
            self.assertNotIn(str(TOP), listing)
            owners = {line.split()[1] for line in listing.splitlines()}
            self.assertEqual(owners, {"root/root"})
            self.assertEqual(len({" ".join(line.split()[3:5]) for line in listing.splitlines()}), 1, "one time for all")


class Debian:
    """A clean Debian in a folder. Its network is this machine's."""

    def __init__(self, suite):
        source = mirror()
        CACHE.mkdir(parents=True, exist_ok=True)
        tar = CACHE / f"{suite}.tar"
        if not tar.exists():
            part = CACHE / f"{suite}.part.tar"
            run("mmdebstrap", "--variant=apt", "--mode=root", suite, part, f"deb {source} {suite} main")
            part.rename(tar)
        self.archives = CACHE / f"{suite}-archives"
        (self.archives / "partial").mkdir(parents=True, exist_ok=True)
        self.root = Path(tempfile.mkdtemp(prefix=f"meridian-{suite}-", dir=CACHE))
        run("tar", "-C", self.root, "-xf", tar)
        for name in ("resolv.conf", "hosts"):
            shutil.copy(f"/etc/{name}", self.root / "etc" / name)
        proxies = "".join(line + "\n" for line in run("apt-config", "dump").stdout.splitlines() if "Proxy" in line)
        (self.root / "etc/apt/apt.conf.d/90test").write_text(
            proxies + 'Dpkg::Options:: "--force-unsafe-io";\nAPT::Install-Recommends "false";\nAcquire::Retries "3";\n'
            'APT::Keep-Downloaded-Packages "true";\nBinary::apt-get::APT::Keep-Downloaded-Packages "true";\n')
        policy = self.root / "usr/sbin/policy-rc.d"  # nothing starts by itself in there
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        (self.root / "debs").mkdir()
        self.inside("apt-get", "update", "-q")

    def command(self, *words, alone=False):
        script = ('root=$1; cache=$2; shift 2; mount -t proc proc "$root/proc"; mount --bind "$cache" '
                  '"$root/var/cache/apt/archives"; exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin '
                  'LC_ALL=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive "$@"')
        # Alone: it does not see this machine's processes, whose user ids may be those of users in there.
        space = ["-m", "-p", "-f", "--kill-child"] if alone else ["-m"]
        return ["unshare", *space, "sh", "-c", script, "sh", str(self.root), str(self.archives), *map(str, words)]

    def inside(self, *words, check=True):
        return run(*self.command(*words), check=check)

    def apt(self, *words):
        run(*self.command("apt-get", "-q", "-y", *words, alone=True))

    def install(self, *files):
        for file in files:
            shutil.copy(file, self.root / "debs")
        self.apt("install", *(f"/debs/{file.name}" for file in files))

    def path(self, name):
        return self.root / name.lstrip("/")

    def remove(self):
        run("umount", "-q", self.root / "proc", check=False)
        shutil.rmtree(self.root, ignore_errors=True)


def registry(folder, name):
    """A real registry on a free port of 127.0.0.1: (process, port)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = Path(folder) / f"{name}.yml"
    config.write_text(f"version: 0.1\nlog: {{level: error}}\nstorage: {{filesystem: {{rootdirectory: {folder}/{name}}}}}\n"
                      f"http: {{addr: '127.0.0.1:{port}'}}\n")
    process = subprocess.Popen(["docker-registry", "serve", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def answers():
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/v2/", timeout=2).status == 200
        except OSError:
            return False
    if not wait_for(answers):
        process.kill()
        raise AssertionError("the registry does not answer")
    return process, port


class Installed(unittest.TestCase):
    """One life of the packages in one Debian; the steps are one story."""
    suite = ""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.debian = Debian(self.suite)
        self.addCleanup(self.debian.remove)

    def ctl(self, *words, check=True):
        """As the service's own user, on its fleet and state."""
        return self.debian.inside("setpriv", "--reuid=meridian", "--regid=meridian", "--clear-groups", "env", "HOME=/nonexistent",
                                  "RUNTIME_DIRECTORY=/run/meridian", "meridianctl", "--fleet", "/etc/meridian/fleet.json",
                                  "--state", "/var/lib/meridian", *words, check=check)

    def daemon(self):
        """Started as its unit does, asked, stopped."""
        log = Path(self.folder.name) / "daemon.log"
        with log.open("w") as out:
            process = subprocess.Popen(
                self.debian.command("setpriv", "--reuid=meridian", "--regid=meridian", "--clear-groups", "env", "HOME=/nonexistent",
                                    "RUNTIME_DIRECTORY=/run/meridian", "meridiand", "--fleet", "/etc/meridian/fleet.json",
                                    "--state", "/var/lib/meridian"), stdout=out, stderr=out)
        try:
            self.assertTrue(wait_for(lambda: "at work" in log.read_text() or process.poll() is not None), log.read_text())
            self.assertIsNone(process.poll(), log.read_text())
            self.assertEqual(json.loads(self.ctl("--json", "jobs").stdout).get("jobs"), [], log.read_text())
            process.terminate()
            self.assertEqual(process.wait(30), 0, log.read_text())
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()

    def test_a_life(self):
        debian, old = self.debian, {name: older(name, self.folder.name) for name in ("meridianctl", "meridiand")}
        ports = []
        for name in ("one", "two"):
            server, port = registry(self.folder.name, name)
            self.addCleanup(server.wait)
            self.addCleanup(server.kill)
            ports.append(port)

        # Installed on a server: no toolkit comes with it; a user and a place for secrets do.
        debian.install(*old.values())
        self.assertEqual(debian.inside("sh", "-c", "dpkg -l | grep -c libqt6 || true").stdout.strip(), "0")
        self.assertIn("meridian:", debian.path("/etc/passwd").read_text())
        self.assertEqual(debian.path("/etc/meridian/credentials").stat().st_mode & 0o777, 0o700)
        wanted = debian.path("/etc/systemd/system/multi-user.target.wants/meridiand.service")
        self.assertTrue(wanted.is_symlink())

        # Its service works on a fleet.
        fleet = debian.path("/etc/meridian/fleet.json")
        fleet.write_text(json.dumps({"version": 1, "regions": [
            {"id": "fra", "name": "Frankfurt", "role": "primary", "lat": 50, "lon": 8, "registry": {"url": f"http://127.0.0.1:{ports[0]}"}},
            {"id": "tyo", "name": "Tokyo", "role": "replica", "lat": 35, "lon": 139, "registry": {"url": f"http://127.0.0.1:{ports[1]}"}}],
            "rules": [{"id": "base", "source": "fra", "targets": ["tyo"], "repositories": ["base/*"]}]}))
        debian.inside("install", "-d", "-o", "meridian", "-g", "meridian", "-m", "0700", "/var/lib/meridian", "/run/meridian")
        self.daemon()
        debian.path("/etc/meridian/credentials/fra").write_text("robot:secret")
        before = (hashlib.sha256(fleet.read_bytes()).hexdigest(), sorted(p.name for p in debian.path("/var/lib/meridian").iterdir()))
        self.assertTrue(before[1])

        # A new version keeps fleet, state, credentials and what is enabled.
        debian.install(deb("meridianctl"), deb("meridiand"))
        after = (hashlib.sha256(fleet.read_bytes()).hexdigest(), sorted(p.name for p in debian.path("/var/lib/meridian").iterdir()))
        self.assertEqual(before, after)
        self.assertTrue(wanted.is_symlink() and debian.path("/etc/meridian/credentials/fra").exists())
        version = field("meridianctl", "Version").removesuffix("-1")
        for name in ("meridianctl", "meridiand"):
            self.assertEqual(debian.inside(name, "--version").stdout, f"{name} {version}\n")
        checked = self.ctl("check", check=False)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        self.daemon()

        # The console, with a picture.
        debian.install(deb("meridian"))
        self.assertEqual(debian.inside("meridian", "--version").stdout, f"meridian {version}\n")
        debian.inside("install", "-d", "-m", "0700", "/root/run")
        shot = debian.inside("env", "XDG_RUNTIME_DIR=/root/run", "meridian", "--offline", "--scene", "fine", "--screenshot", "/root/page.png")
        # Qt says that of its own platform without a display, and nothing else may be said.
        self.assertEqual(shot.stderr.replace("This plugin does not support propagateSizeHints()\n", ""), "")
        colours = int(run("identify", "-format", "%k", debian.path("/root/page.png")).stdout)
        self.assertGreater(colours, 500)
        self.assertTrue(debian.inside("ldd", "/usr/libexec/meridian/meridian-keychain").stdout.count("not found") == 0)
        self.pages()
        if self.suite == "trixie":  # its libcurl has HTTP/3 by itself
            self.assertIn("libnghttp3", debian.inside("ldd", "/usr/bin/meridianctl").stdout)

        # Removed: what people and the service wrote stays. Purged: only what people wrote does.
        home = debian.path("/home/ann/.local/state/meridian")
        home.mkdir(parents=True)
        (home / "meridian.db").write_text("hers")
        debian.apt("remove", *NAMES)
        self.assertTrue(debian.path("/var/lib/meridian").is_dir() and fleet.exists() and (home / "meridian.db").exists())
        self.assertFalse(debian.path("/usr/bin/meridiand").exists())
        debian.apt("purge", *NAMES)
        self.assertEqual((home / "meridian.db").read_text(), "hers")
        self.assertNotIn("meridian:", debian.path("/etc/passwd").read_text())
        left = debian.inside("find", "/", "-xdev", "-path", "/proc", "-prune", "-o", "-path", "/debs", "-prune", "-o", "-path", "/home",
                             "-prune", "-o", "-path", "/root", "-prune", "-o", "-path", "/run", "-prune", "-o", "-path", "/var/cache/apt", "-prune", "-o",
                             "-iname", "*meridian*", "-print").stdout.split()
        self.assertEqual(left, ["/etc/meridian"])
        self.assertEqual([p.name for p in debian.path("/etc/meridian").iterdir()], ["fleet.json"])

    def pages(self):
        for name, section in (("meridianctl", 1), ("meridiand", 8), ("meridian", 1)):
            for file in (f"/usr/share/man/man{section}/{name}.{section}.gz", f"/usr/share/bash-completion/completions/{name}",
                         f"/usr/share/zsh/vendor-completions/_{name}", f"/usr/share/fish/vendor_completions.d/{name}.fish",
                         f"/usr/share/doc/{name}/copyright", f"/usr/share/doc/{name}/changelog.Debian.gz"):
                self.assertTrue(self.debian.path(file).is_file(), file)
        for file in ("applications/meridian.desktop", "metainfo/org.meridian.console.metainfo.xml",
                     "icons/hicolor/scalable/apps/meridian.svg", "icons/hicolor/48x48/apps/meridian.png"):
            self.assertTrue(self.debian.path(f"/usr/share/{file}").is_file(), file)
        offered = self.debian.inside("bash", "-c", "source /usr/share/bash-completion/completions/meridianctl; COMP_WORDS=("
                                     "meridianctl --fleet /etc/meridian/fleet.json sync b); COMP_CWORD=4; _meridianctl; "
                                     "echo ${COMPREPLY[@]}")
        self.assertEqual(offered.stdout, "base\n")


def main():
    which = sys.argv.pop(1)
    if which == "made":
        case = Made
    else:
        if os.geteuid() != 0:
            skip("not root")
        for program in ("mmdebstrap", "unshare", "docker-registry", "identify"):
            if not shutil.which(program):
                skip(f"{program} is not installed")
        if not mirror():
            skip("no Debian mirror in /etc/apt")
        if run("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt", check=False).returncode != 0:
            skip("nothing can be mounted here")
        case = Installed
        case.suite = which
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(case)
    return 0 if unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
