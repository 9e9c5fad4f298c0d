# SPDX-License-Identifier: GPL-3.0-or-later
"""meridiand under a real systemd, with the units as they are shipped: started, read again, hung, killed, cut, stopped.

PROGRAMS is the folder of meridiand.
"""
import gzip
import hashlib
import io
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "installer/demo"))
sys.path.insert(0, str(Path(__file__).parent))

import machine  # noqa: E402
from machine import wait_until  # noqa: E402
from registry_api import Registry  # noqa: E402
from registry_process import CONFIG, RegistryProcess  # noqa: E402

UNITS = ROOT / "installer/systemd"
USER, PASSWORD = "mirror", "correct horse"
HOOK = "not-a-secret"
LAYER, CONFIG_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip", "application/vnd.oci.image.config.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
# Only faster than the real ones.
QUICK = "[Service]\nWatchdogSec=4s\nRestartSec=500ms\nTimeoutAbortSec=1s\n"
STOP_SECONDS = 5.0


class Locked(RegistryProcess):
    """Wants a login."""

    def configuration(self):
        made = subprocess.run(["htpasswd", "-Bbn", USER, PASSWORD], capture_output=True, text=True, check=True).stdout
        (self.folder / "htpasswd").write_text(made)
        return CONFIG.format(data=json.dumps(str(self.folder / "data")), secret=self._secret()) + \
            f"auth:\n  htpasswd:\n    realm: there\n    path: {self.folder}/htpasswd\n"


def push(registry, repository, tag, size, seed):
    """An image of one layer of that many bytes that do not compress."""
    layer = gzip.compress(random.Random(seed).randbytes(size), 1, mtime=0)
    config = b'{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}'
    parts = []
    for data, kind in ((config, CONFIG_TYPE), (layer, LAYER)):
        digest = "sha256:" + hashlib.sha256(data).hexdigest()
        registry.put_blob(repository, digest, len(data), lambda data=data: io.BytesIO(data))
        parts.append({"mediaType": kind, "digest": digest, "size": len(data)})
    text = json.dumps({"schemaVersion": 2, "mediaType": MANIFEST, "config": parts[0], "layers": parts[1:]}).encode()
    registry.put_manifest(repository, tag, MANIFEST, text)
    return "sha256:" + hashlib.sha256(text).hexdigest()


@unittest.skipIf(machine.why_not(), f"no systemd can be started here: {machine.why_not()}")
class Service(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="meridian-service-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.near = RegistryProcess(cls.folder / "fra").start()
        cls.addClassCleanup(cls.near.stop)
        cls.far = Locked(cls.folder / "tyo").start()
        cls.addClassCleanup(cls.far.stop)
        cls.source = Registry(cls.near.url)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            cls.port = free.getsockname()[1]
        os.environ.update(REGISTRY_USER=USER, REGISTRY_PASSWORD=PASSWORD)
        cls.target = Registry(cls.far.url)
        cls.machine = machine.Machine(Path(os.environ["PROGRAMS"]) / "meridiand", UNITS, UNITS / "sysusers/meridian.conf",
                                      UNITS / "tmpfiles/meridian.conf")
        cls.addClassCleanup(cls.machine.close)
        quick = cls.machine.folder / "units/meridiand.service.d/quick.conf"
        quick.parent.mkdir()
        quick.write_text(QUICK)

    def setUp(self):
        self.addCleanup(self.tell)
        self.lines = len(self.machine.journal())
        self.machine.write("/etc/meridian/credentials/tyo", f"{USER}:{PASSWORD}\n", "0600")
        self.machine.write("/etc/meridian/credentials/hook", f"hook:{HOOK}\n", "0600")
        self.machine.write("/etc/meridian/fleet.json", self.fleet())

    def tell(self):
        if not self._outcome.success:
            print(*self.machine.journal()[self.lines:], sep="\n", file=sys.stderr)

    def fleet(self, limit="", credential=True, **more):
        def region(name, role, url):
            registry = {"url": url, **({"credential": "tyo"} if name == "tyo" and credential else {})}
            return {"id": name, "name": name, "role": role, "lat": 1, "lon": 1, "registry": registry}
        rule = {"id": "all", "source": "fra", "targets": ["tyo"], "repositories": ["**"], "schedule": {"on_push": True}, **more}
        if limit:
            rule["bandwidth"] = {"limit": limit}
        hooks = {"listen": f"127.0.0.1:{self.port}", "sources": [{"id": "fra", "region": "fra", "kind": "distribution",
                                                                  "auth": "bearer", "credential": "hook"}]}
        return json.dumps({"version": 1, "webhooks": hooks, "rules": [rule], "regions": [region("fra", "primary", self.near.url),
                                                                     region("tyo", "replica", self.far.url)]})

    def announce(self, repository):
        """As the source registry would."""
        event = {"events": [{"id": repository, "action": "push", "target": {"repository": repository, "tag": "1"}}]}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/hooks/fra", json.dumps(event).encode(),
                                         {"Authorization": "Bearer " + HOOK, "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            self.assertEqual(answer.status, 202)

    def systemctl(self, verb):
        done = self.machine.run("systemctl", verb, "meridiand")
        self.assertEqual(done.returncode, 0, done.stderr)

    def start(self):
        self.machine.run("systemctl", "daemon-reload")
        self.systemctl("start")
        self.addCleanup(self.machine.run, "systemctl", "stop", "meridiand")
        self.assertEqual(self.machine.value("ActiveState"), "active")

    def arrives(self, repository, tag, digest):
        wait_until(lambda: self.target.digest(repository, tag) == digest, 120, f"{repository}:{tag}")

    def says(self, words, since=0):
        return wait_until(lambda: [line for line in self.machine.journal()[since:] if words in line[1]], what=repr(words))

    def busy(self, repository, seed):
        """A copy of a minute is on its way; the digest that it brings, and how many lines the journal had before."""
        self.machine.write("/etc/meridian/fleet.json", self.fleet("1 MB/s", repositories=[repository]))
        digest = push(self.source, repository, "1", 48 << 20, seed)
        before = len(self.machine.journal())
        self.start()
        self.announce(repository)
        wait_until(lambda: "1 job, 1" in self.machine.value("StatusText"), what="a job that moves something")
        self.assertIsNone(self.target.digest(repository, "1"))
        return digest, before

    def release(self):
        self.machine.write("/etc/meridian/fleet.json", self.fleet(repositories=["*/*"]))

    def test_ready_means_at_work_behind_closed_doors(self):
        digest = push(self.source, "app/ready", "1", 100_000, 1)
        self.start()
        self.announce("app/ready")
        self.arrives("app/ready", "1", digest)  # with the password that only the service manager could read
        self.assertEqual(self.says("at work: 1 rule, 2 regions")[0][0], 6)
        pid = self.machine.value("MainPID")
        status = self.machine.run("cat", f"/proc/{pid}/status").stdout
        self.assertRegex(status, r"(?m)^CapBnd:\s+0+$")
        self.assertRegex(status, r"(?m)^NoNewPrivs:\s+1$")
        self.assertRegex(status, r"(?m)^Seccomp:\s+2$")
        inside = self.machine.run("nsenter", "-t", pid, "-m", "--", "setpriv", "--reuid=meridian", "--regid=meridian", "--clear-groups", "sh", "-c",
                                  "for f in /etc/meridian /usr /tmp/.. /var/lib; do touch $f/x 2>/dev/null && echo $f; done; "
                                  "touch /var/lib/meridian/x /run/meridian/x && echo ours; ls -A /home; rm -f /var/lib/meridian/x")
        self.assertEqual(inside.stdout, "ours\n")
        modes = self.machine.run("stat", "-c", "%a %U", "/var/lib/meridian", "/run/meridian", "/etc/meridian/credentials")
        self.assertEqual(modes.stdout.splitlines(), ["700 meridian", "700 meridian", "700 root"])
        self.assertNotIn(PASSWORD, str(self.machine.journal()))

    def test_the_fleet_is_read_again(self):
        self.start()
        pid, before = self.machine.value("MainPID"), len(self.machine.journal())
        self.machine.write("/etc/meridian/fleet.json", self.fleet(repositories=["loud/*"]))
        self.systemctl("reload")
        self.says("read again", before)
        before = len(self.machine.journal())
        self.machine.write("/etc/meridian/fleet.json", self.fleet(scedule={}))
        self.systemctl("reload")
        self.assertEqual(self.says("did you mean", before)[0][0], 3)
        wait_until(lambda: "mistakes" in self.machine.value("StatusText"), what="the status")
        digest = push(self.source, "loud/one", "1", 1000, 2)
        self.announce("loud/one")
        self.arrives("loud/one", "1", digest)
        self.assertEqual(self.machine.value("MainPID"), pid)

    def test_a_fleet_with_mistakes_is_not_tried_for_ever(self):
        self.machine.write("/etc/meridian/fleet.json", self.fleet(scedule={}))
        self.machine.run("systemctl", "daemon-reload")
        self.assertNotEqual(self.machine.run("systemctl", "start", "meridiand").returncode, 0)
        self.assertEqual(self.machine.value("ActiveState"), "failed")
        self.assertEqual(self.machine.value("ExecMainStatus"), "2")
        self.assertEqual(self.says("did you mean")[-1][0], 3)
        self.machine.run("systemctl", "reset-failed")

    def test_who_hangs_is_restarted(self):
        self.start()
        fed = set()
        wait_until(lambda: fed.add(self.machine.value("WatchdogTimestampMonotonic")) or len(fed) > 2, what="the watchdog's food")
        pid = self.machine.value("MainPID")
        self.assertEqual(self.machine.value("NRestarts"), "0")
        self.machine.run("kill", "-STOP", pid)
        wait_until(lambda: self.machine.value("NRestarts") == "1" and self.machine.value("ActiveState") == "active",
                   what="another daemon")
        self.assertNotEqual(self.machine.value("MainPID"), pid)

    def test_killed_it_goes_on(self):
        digest, _ = self.busy("big/killed", 3)
        self.release()
        before = len(self.machine.journal())
        self.machine.run("systemctl", "kill", "-s", "KILL", "meridiand")
        wait_until(lambda: self.machine.value("NRestarts") == "1" and self.machine.value("ActiveState") == "active",
                   what="another daemon")
        self.says("started (restart)", before)
        self.arrives("big/killed", "1", digest)

    def test_a_stop_is_quick_and_told(self):
        digest, before = self.busy("big/stopped", 4)
        began = time.monotonic()
        self.systemctl("stop")
        took = time.monotonic() - began
        self.assertLess(took, STOP_SECONDS)
        self.assertEqual(self.machine.value("Result"), "success")
        self.assertIn("the next start goes on with it", self.says("is interrupted", before)[0][1])
        self.release()
        self.start()
        self.arrives("big/stopped", "1", digest)
        print(f"a stop with a copy on its way took {took:.2f} s", file=sys.stderr)

    def test_a_power_cut_costs_nothing(self):
        digest, _ = self.busy("big/cut", 5)
        # What a disk has when the power goes in mid-write, as near as one process can come to it.
        self.assertEqual(self.machine.run("cp", "-a", "/var/lib/meridian", "/var/lib/cut").returncode, 0)
        self.machine.run("systemctl", "kill", "-s", "KILL", "meridiand")
        self.systemctl("stop")
        self.machine.run("sh", "-c", "rm -r /var/lib/meridian && mv /var/lib/cut /var/lib/meridian")
        self.release()
        before = len(self.machine.journal())
        self.start()
        self.says("started (restart)", before)
        self.arrives("big/cut", "1", digest)

    def test_a_persons_own(self):
        """With a credential helper of docker's, which writes into the home folder."""
        put = self.machine.write
        put("/home/person/.config/systemd/user/meridiand.service", self.machine.user_unit.read_text(), "0644", "person")
        put("/home/person/.config/meridian/fleet.json", self.fleet(credential=False), "0600", "person")
        put("/home/person/.config/meridian/credentials.env", f"MERIDIAN_CREDENTIAL_HOOK=hook:{HOOK}\n", "0600", "person")
        put("/home/person/.docker/config.json", '{"credsStore":"here"}', "0600", "person")
        put("/usr/bin/docker-credential-here", "#!/bin/sh\necho asked >>$HOME/.asked\n"
            f'echo \'{{"Username":"{USER}","Secret":"{PASSWORD}"}}\'\n', "0755")
        self.machine.run("chown", "-R", "person:", "/home/person")
        self.assertEqual(self.machine.run("systemctl", "start", "person").returncode, 0)
        self.addCleanup(self.machine.run, "systemctl", "stop", "person")
        digest = push(self.source, "app/person", "1", 100_000, 6)
        done = self.machine.as_person("systemctl", "--user", "start", "meridiand")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.announce("app/person")
        self.arrives("app/person", "1", digest)
        pid = self.machine.value("MainPID", "meridiand", "--user")
        status = self.machine.run("cat", f"/proc/{pid}/status", f"/proc/{pid}/uid_map").stdout
        self.assertRegex(status, r"(?m)^CapBnd:\s+0+$")
        self.assertRegex(status, r"(?m)^NoNewPrivs:\s+1$")
        self.assertIn(f"{machine.Machine.UID} ", status)
        self.assertIn("asked", self.machine.run("cat", "/home/person/.asked").stdout)
        began = time.monotonic()
        self.assertEqual(self.machine.as_person("systemctl", "--user", "stop", "meridiand").returncode, 0)
        self.assertLess(time.monotonic() - began, STOP_SECONDS)


if __name__ == "__main__":
    unittest.main(verbosity=2)
