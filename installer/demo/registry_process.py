# SPDX-License-Identifier: GPL-3.0-or-later
"""One real docker-registry process on a free port of 127.0.0.1, with its data in a folder."""
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path

CONFIG = """\
# Made by Meridian's demo at each start.
version: 0.1
storage:
  filesystem:
    rootdirectory: {data}
  delete:
    enabled: true
http:
  addr: 127.0.0.1:0
  secret: {secret}
log:
  level: info
  formatter: json
  accesslog:
    disabled: true
"""
START_SECONDS = 20
STOP_SECONDS = 10


class RegistryFailed(Exception):
    pass


class RegistryProcess:
    """Owns the process that it starts. The folder outlives it: the next start finds the same content.

    The process dies with its parent (PR_SET_PDEATHSIG), also when the parent is killed outright; a pid file lets the
    next start end what is left all the same.
    """

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.config = self.folder / "config.yml"
        self.log = self.folder / "log"
        self.pid_file = self.folder / "pid"
        self.process = None
        self.url = None

    def start(self):
        self.end_stale()
        (self.folder / "data").mkdir(parents=True, exist_ok=True)
        self.config.touch(mode=0o600)
        self.config.write_text(self.configuration())
        with self.log.open("wb") as log:
            # A session of its own: Ctrl+C reaches the program that uses it, which can still finish cleanly.
            self.process = subprocess.Popen(
                [_tool("setpriv"), "--pdeathsig", "TERM", "--", _tool("docker-registry"), "serve", str(self.config)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                env={**os.environ, "OTEL_TRACES_EXPORTER": "none"})
        self.pid_file.write_text(f"{self.process.pid}\n")
        self.url = f"http://127.0.0.1:{self._wait_for_port()}"
        return self

    def configuration(self):
        return CONFIG.format(data=json.dumps(str(self.folder / "data")), secret=self._secret())

    def stop(self):
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None
        self.pid_file.unlink(missing_ok=True)

    def end_stale(self):
        """Ends a registry of this folder that an earlier run left behind; True when there was one."""
        try:
            pid = int(self.pid_file.read_text())
        except (OSError, ValueError):
            return False
        found = self._is_ours(pid)
        for number, seconds in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, STOP_SECONDS)):
            if self._is_ours(pid):
                os.kill(pid, number)
                _poll(lambda: not self._is_ours(pid), seconds)
        self.pid_file.unlink(missing_ok=True)
        return found

    def requests(self):
        """What the registry answered so far: dicts with method, uri, status, written (body bytes)."""
        out = []
        with self.log.open(encoding="utf-8", errors="replace") as log:
            for line in log:
                if '"msg":"response completed' not in line:  # the word goes on "with error" for 4xx and 5xx
                    continue
                entry = json.loads(line)
                out.append({"method": entry["http.request.method"], "uri": entry["http.request.uri"],
                            "status": entry["http.response.status"], "written": entry["http.response.written"]})
        return out

    def _is_ours(self, pid):
        """The pid may be another program's by now: only a process that serves our config file is ours."""
        try:
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return os.fsencode(self.config) in arguments

    def _secret(self):
        """Kept from start to start, so that an upload may go on after one."""
        file = self.folder / "secret"
        if not file.exists():
            with open(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
                out.write(secrets.token_hex(32))
        return file.read_text()

    def _wait_for_port(self):
        port = re.compile(r'"listening on 127\.0\.0\.1:(\d+)(?:, tls)?"')
        found = _poll(lambda: port.search(self.log.read_text(errors="replace")) or self.process.poll() is not None,
                      START_SECONDS)
        if found is True or not found:
            words = self.log.read_text(errors="replace").strip().splitlines()[-3:]
            self.stop()
            raise RegistryFailed(f"docker-registry did not start ({self.log}): " + " / ".join(words))
        return int(found.group(1))


def _poll(condition, seconds):
    deadline = time.monotonic() + seconds
    while not (result := condition()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return result


def _tool(name):
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if not path:
        raise RegistryFailed(f"{name} is not installed; ./installer/install demo brings it")
    return path
