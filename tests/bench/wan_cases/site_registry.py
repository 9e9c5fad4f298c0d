# SPDX-License-Identifier: GPL-3.0-or-later
"""docker-registry in a site of the lab, plain or TLS by its own settings."""
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "installer" / "demo"))

from registry_api import Registry  # noqa: E402

from .lab import LabFailed, setpriv  # noqa: E402

PORT = 5000
CONFIG = """\
version: 0.1
storage:
  filesystem: {{rootdirectory: {data}}}
  delete: {{enabled: true}}
http:
  addr: {address}:{port}
  secret: of-this-bench
{tls}log: {{level: info, formatter: json, accesslog: {{disabled: true}}}}
"""
TLS = """\
  tls: {{certificate: {certificate}, key: {key}}}
"""


class Certificates:
    """An authority and one server certificate for the addresses of a lab."""

    def __init__(self, folder, addresses):
        folder.mkdir(parents=True, exist_ok=True)
        self.authority, self.certificate, self.key = (folder / x for x in ("ca.pem", "server.pem", "server.key"))
        names = ",".join(f"IP:{a}" for a in addresses)
        ca_key, request, extensions = folder / "ca.key", folder / "request", folder / "extensions"
        extensions.write_text(f"subjectAltName={names}\nextendedKeyUsage=serverAuth\n")
        for words in (
                ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                 "-subj", "/CN=bench authority", "-addext", "basicConstraints=critical,CA:TRUE",
                 "-keyout", ca_key, "-out", self.authority],
                ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=registry",
                 "-keyout", self.key, "-out", request],
                ["x509", "-req", "-in", request, "-CA", self.authority, "-CAkey", ca_key, "-CAcreateserial",
                 "-days", "30", "-extfile", extensions, "-out", self.certificate]):
            subprocess.run(["openssl", *map(str, words)], check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)


class SiteRegistry:
    """Owns its process; `data` outlives it."""

    def __init__(self, lab, site, folder, data, certificates=None):
        self.lab, self.site, self.data, self.certificates = lab, site, Path(data), certificates
        self.folder = Path(folder)
        self.log = self.folder / "log"
        self.host = f"{lab.addresses[site]}:{PORT}"
        self.url = ("https://" if certificates else "http://") + self.host
        self.process = None

    def start(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.data.mkdir(parents=True, exist_ok=True)
        tls = TLS.format(certificate=self.certificates.certificate, key=self.certificates.key) \
            if self.certificates else ""
        config = self.folder / "config.yml"
        config.write_text(CONFIG.format(data=json.dumps(str(self.data)), address=self.lab.addresses[self.site],
                                        port=PORT, tls=tls))
        program = shutil.which("docker-registry", path=os.environ.get("PATH", "") + ":/usr/bin:/usr/sbin")
        if not program:
            raise LabFailed("docker-registry is not installed")
        before = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                setpriv("KILL") + self.lab.at(self.site) + [program, "serve", str(config)], stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True, env={**os.environ, "OTEL_TRACES_EXPORTER": "none"})
        deadline = time.monotonic() + 20
        while b"listening on" not in self.log.read_bytes()[before:]:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise LabFailed(f"docker-registry did not start: {self.log.read_text()[-500:]}")
            time.sleep(0.01)
        return self

    def kill(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    __enter__ = start

    def __exit__(self, *_):
        self.kill()

    def requests(self):
        """What it answered so far: dicts with method, uri, status, written (body bytes)."""
        out = []
        with self.log.open(encoding="utf-8", errors="replace") as log:
            for line in log:
                if '"msg":"response completed' in line:
                    entry = json.loads(line)
                    out.append({"method": entry["http.request.method"], "uri": entry["http.request.uri"],
                                "status": entry["http.response.status"], "written": entry["http.response.written"]})
        return out

    def digests(self, tags):
        """{(repository, tag): digest or None}, asked next to it, so that no link counts it."""
        def ask():
            ca = str(self.certificates.authority) if self.certificates else None
            with Registry(self.url, cafile=ca) as registry:
                return {tag: registry.digest(*tag) for tag in tags}
        return self.lab.inside(self.site, ask)
