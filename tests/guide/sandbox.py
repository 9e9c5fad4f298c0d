# SPDX-License-Identifier: GPL-3.0-or-later
"""A machine of its own for the commands of one page: a home folder, the programs, and real registries.

Pages name registries as an operator would. `names()` says what stands behind each name here:

    https://registry.fra.example.com   http://127.0.0.1:PORT    Frankfurt, filled with the demo's images
    https://registry.tyo.example.com   http://127.0.0.1:PORT    Tokyo, empty
    https://registry.sjc.example.com   http://127.0.0.1:PORT    Silicon Valley, empty
    https://registry.lab.example.com   https://localhost:PORT   Dublin: TLS by a private authority, wants a login
"""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "installer/demo"))

import make_corpus  # noqa: E402
import run_fleet  # noqa: E402
from registry_process import RegistryProcess  # noqa: E402

LAB_USER, LAB_PASSWORD = "mirror", "correct horse"
LAB_TLS = """\
http:
  tls:
    certificate: {folder}/chain.pem
    key: {folder}/key.pem
"""
LAB_LOGIN = """\
auth:
  htpasswd:
    realm: lab
    path: {folder}/htpasswd
"""


def tool(*argv, **more):
    return subprocess.run(argv, check=True, capture_output=True, text=True, **more).stdout


class LabRegistry(RegistryProcess):
    """With a certificate of its own authority, and a login."""

    def start(self):
        folder = self.folder
        folder.mkdir(parents=True, exist_ok=True)
        tool("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
             "-subj", "/CN=Lab authority", "-keyout", f"{folder}/ca.key", "-out", f"{folder}/ca.pem")
        tool("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
             "/CN=localhost", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/csr.pem")
        (folder / "san").write_text("subjectAltName=DNS:localhost")
        tool("openssl", "x509", "-req", "-in", f"{folder}/csr.pem", "-CA", f"{folder}/ca.pem", "-CAkey",
             f"{folder}/ca.key", "-days", "2", "-extfile", f"{folder}/san", "-out", f"{folder}/cert.pem")
        (folder / "chain.pem").write_text((folder / "cert.pem").read_text() + (folder / "ca.pem").read_text())
        (folder / "htpasswd").write_text(tool("htpasswd", "-Bbn", "-C", "4", LAB_USER, LAB_PASSWORD))
        super().start()
        self.url = self.url.replace("http://127.0.0.1", "https://localhost")
        return self

    def configuration(self):
        return super().configuration().replace("http:\n", LAB_TLS.format(folder=self.folder)) + LAB_LOGIN.format(
            folder=self.folder)


class Sandbox:
    """Ends what it started, also where a page leaves a daemon behind."""

    def __init__(self, folder, programs):
        self.folder, self.programs = Path(folder), Path(programs)
        self.home = self.folder / "home"
        self.registries = {}
        self.groups = []

    def __enter__(self):
        self.home.mkdir(parents=True)
        (self.folder / "run").mkdir(mode=0o700)
        for region in ("fra", "tyo", "sjc"):
            self.registries[region] = RegistryProcess(self.folder / "registry" / region).start()
        self.registries["lab"] = LabRegistry(self.folder / "registry" / "lab").start()
        if make_corpus.main(["make_corpus", "--registry", self.registries["fra"].url, "--size", "tiny"]) != 0:
            raise RuntimeError("Frankfurt could not be filled")
        return self

    def __exit__(self, *_):
        for group in self.groups:
            for number in (signal.SIGTERM, signal.SIGKILL):
                if self.wait_for_end(group, number):
                    break
        for registry in self.registries.values():
            registry.stop()

    @staticmethod
    def wait_for_end(group, number):
        """Whether nothing of a block's processes is left soon after the signal."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                os.killpg(group, number)
            except ProcessLookupError:
                return True
            time.sleep(0.05)
        return False

    def names(self):
        """(as a page says it, as it is here), the longer ones first."""
        table = []
        for region, registry in self.registries.items():
            table.append((f"https://registry.{region}.example.com", registry.url))
            table.append((f"registry.{region}.example.com", registry.url.split("//")[1]))
        return sorted(table, key=lambda pair: -len(pair[0]))

    def here(self, text):
        for said, real in self.names():
            text = text.replace(said, real)
        return text

    def environment(self):
        """Nothing of the person who runs the tests."""
        return {"HOME": str(self.home), "USER": "operator", "LOGNAME": "operator", "LANG": "C.UTF-8", "TERM": "dumb",
                "PATH": f"{self.programs}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
                "XDG_RUNTIME_DIR": str(self.folder / "run"), "TMPDIR": str(self.folder),
                "MERIDIAN_KEYCHAIN": "off", "DEMO": str(ROOT / "installer/demo"), "QT_QPA_PLATFORM": "offscreen"}

    def write(self, name, text):
        """A file that a page shows, at the place that it names."""
        file = Path(name.replace("~", str(self.home), 1))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.here(text))

    def write_demo(self):
        """What installer/quickstart leaves: its fleet file, and a clone with a build."""
        regions = [{**region, "registry": {"url": self.registries[region["id"]].url}} for region in run_fleet.REGIONS]
        rule = {"id": run_fleet.RULE, "source": "fra", "targets": ["tyo", "sjc"], "repositories": ["**"]}
        file = self.home / ".local/state/meridian/demo/fleet.json"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps({"version": 1, "regions": regions, "rules": [rule]}))
        clone = self.folder / "clone"
        (clone / "build/release").mkdir(parents=True)
        (clone / "build/release/bin").symlink_to(self.programs)
        (clone / "installer").symlink_to(ROOT / "installer")
        return clone

    def run(self, script, cwd=None, timeout=180):
        """(exit status, what it said), as a page's reader would see it in a terminal: names, not ports."""
        with tempfile.TemporaryFile("w+", dir=self.folder) as out:
            block = subprocess.Popen(["bash", "-c", "set -e -o pipefail\n" + self.here(script)], cwd=cwd or self.home,
                                     env=self.environment(), stdin=subprocess.DEVNULL, stdout=out,
                                     stderr=subprocess.STDOUT, start_new_session=True)
            self.groups.append(block.pid)
            try:
                status = block.wait(timeout)
            except subprocess.TimeoutExpired:
                status = "no end"
            out.seek(0)
            said = out.read()
        for name, real in self.names():
            said = said.replace(real, name)
        return status, said


def programs():
    return os.environ.get("PROGRAMS") or str(ROOT / "build/release/bin")
