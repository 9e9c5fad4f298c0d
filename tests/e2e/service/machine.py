# SPDX-License-Identifier: GPL-3.0-or-later
"""A systemd of its own beside the machine's: process 1 of new namespaces, over this machine's files and network.

What it writes below /etc, /var/lib, /usr/bin and /home goes to memory and is gone with it.
"""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

SYSTEMD = "/lib/systemd/systemd"

# Run in the new namespaces; $1 is the cgroup file system's folder, $2 our work folder.
BOOT = r"""
set -eu
mount --make-rprivate / && mount --make-rshared /
umount -R /sys/fs/cgroup 2>/dev/null || true
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs /run
mount -t tmpfs -o mode=755 tmpfs /home
mkdir /run/above
for folder in /etc /var/lib /usr/bin; do
  above=/run/above$folder
  mkdir -p "$above/files" "$above/work"
  mount -t overlay -o "lowerdir=$folder,upperdir=$above/files,workdir=$above/work" overlay "$folder"
done
cp "$2/meridiand" /usr/bin/meridiand
systemd-sysusers "$2/users.conf"
[ ! -e "$2/tmpfiles.conf" ] || systemd-tmpfiles --create "$2/tmpfiles.conf"
install -d -o person -g person -m 0700 /home/person
mkdir -p /etc/systemd/journald.conf.d
printf '[Journal]\nStorage=volatile\nReadKMsg=no\nRateLimitBurst=0\n' >/etc/systemd/journald.conf.d/here.conf
exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin SYSTEMD_UNIT_PATH="$2/units" \
  "$3" --system --unit=machine.target --log-target=kmsg --show-status=no
"""

TARGETS = ("basic", "sysinit", "network-online", "network", "multi-user", "shutdown", "umount", "final")

# The machine's own journal. Not Debian's units: those would take /dev/log, which is not the machine's alone.
JOURNAL = {
    "systemd-journald.socket": """[Unit]
DefaultDependencies=no
[Socket]
ListenDatagram=/run/systemd/journal/socket
ListenStream=/run/systemd/journal/stdout
PassCredentials=yes
SocketMode=0666
""",
    "systemd-journald.service": """[Unit]
DefaultDependencies=no
Requires=systemd-journald.socket
After=systemd-journald.socket
[Service]
Type=notify
ExecStart=/lib/systemd/systemd-journald
Sockets=systemd-journald.socket
StandardOutput=null
LimitNOFILE=524288
""",
    "machine.target": "[Unit]\nDefaultDependencies=no\nWants=systemd-journald.service\n"}

# What user@.service does, without a login.
PERSON = """[Service]
Type=notify
User=person
Delegate=yes
RuntimeDirectory=user/{uid}
RuntimeDirectoryMode=0700
Environment=HOME=/home/person XDG_RUNTIME_DIR=/run/user/{uid} DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/{uid}/bus
ExecStart={systemd} --user --unit=basic.target --log-target=kmsg
KillMode=mixed
"""


def why_not():
    """Why this machine cannot; empty where it can."""
    if os.geteuid() != 0:
        return "needs root"
    for program in (SYSTEMD, "unshare", "nsenter", "systemd-sysusers", "systemctl"):
        if not shutil.which(program):
            return f"no {program}"
    return "" if cgroups() else "no cgroup2"


def cgroups():
    for line in Path("/proc/mounts").read_text().splitlines():
        _, folder, kind, *_ = line.split()
        if kind == "cgroup2":
            return folder
    return ""


def wait_until(condition, seconds=60, what="it"):
    """The first true answer; AssertionError at the deadline, which nothing is measured by."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} did not come within {seconds} s")


class Machine:
    UID = 61000

    def __init__(self, meridiand, units, sysusers, tmpfiles):
        self.folder = Path(tempfile.mkdtemp(prefix="meridian-machine-"))
        self.folder.chmod(0o755)
        shutil.copy(meridiand, self.folder / "meridiand")
        users = Path(sysusers).read_text() + f'u person {self.UID} "A person" /home/person /bin/sh\n'
        (self.folder / "users.conf").write_text(users)
        if tmpfiles:
            shutil.copy(tmpfiles, self.folder / "tmpfiles.conf")
        folder = self.folder / "units"
        folder.mkdir()
        for target in TARGETS:
            (folder / f"{target}.target").write_text("[Unit]\nDefaultDependencies=no\n")
        for name, text in JOURNAL.items():
            (folder / name).write_text(text)
        shutil.copy(Path(units) / "system/meridiand.service", folder)
        (folder / "person.service").write_text(PERSON.format(uid=self.UID, systemd=SYSTEMD))
        self.user_unit = Path(units) / "user/meridiand.service"
        self.cgroup = Path(cgroups()) / self.folder.name
        self.cgroup.mkdir()
        self.boot()

    def boot(self):
        enter = f'echo $$ >"{self.cgroup}/cgroup.procs"; exec unshare --pid --mount --cgroup --ipc --uts --fork ' \
                '--kill-child --mount-proc sh -c "$0" boot "$@"'
        self.log = open(self.folder / "boot.log", "w")
        self.outer = subprocess.Popen(["sh", "-c", enter, BOOT, str(cgroups()), str(self.folder), SYSTEMD],
                                      stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        try:
            self.pid = wait_until(self.init, what="process 1 of the machine")
            wait_until(lambda: self.run("systemctl", "is-system-running").stdout.strip() in ("running", "degraded"),
                       what="a running systemd")
        except AssertionError as error:
            text = (self.folder / "boot.log").read_text()
            self.close()
            raise AssertionError(f"{error}: {text}") from error

    def init(self):
        if self.outer.poll() is not None:
            raise AssertionError("it ended at once")
        children = Path(f"/proc/{self.outer.pid}/task/{self.outer.pid}/children").read_text().split()
        return next((int(pid) for pid in children if Path(f"/proc/{pid}/comm").read_text() == "systemd\n"), 0)

    def line(self, *words):
        return ["nsenter", "-t", str(self.pid), "-m", "-p", "-C", "--", *words]

    def run(self, *words, **more):
        return subprocess.run(self.line(*words), text=True, capture_output=True, timeout=120, check=False, **more)

    def as_person(self, *words):
        return self.run("runuser", "-u", "person", "--", "env", f"XDG_RUNTIME_DIR=/run/user/{self.UID}",
                        f"DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/{self.UID}/bus", "HOME=/home/person", *words)

    def write(self, path, text, mode="0644", owner="root"):
        script = 'set -e; mkdir -p "$(dirname "$1")"; cat >"$1.new"; chmod "$2" "$1.new"; chown "$3:" "$1.new"; mv "$1.new" "$1"'
        done = self.run("sh", "-c", script, "write", path, mode, owner, input=text)
        assert done.returncode == 0, done.stderr

    def value(self, name, unit="meridiand", *scope):
        return (self.as_person if scope else self.run)("systemctl", *scope, "show", "-P", name, unit).stdout.strip()

    def journal(self, *which):
        """The daemon's lines: (priority, text), oldest first."""
        lines = self.run("journalctl", "-o", "json", "_COMM=meridiand", *which).stdout.splitlines()
        return [(int(entry["PRIORITY"]), entry["MESSAGE"]) for entry in map(json.loads, lines)]

    def close(self):
        if self.outer.poll() is None:
            os.kill(getattr(self, "pid", self.outer.pid), signal.SIGKILL)  # and all that it holds
        self.outer.kill()
        self.outer.wait()
        self.log.close()
        for folder in sorted(self.cgroup.rglob("*/"), reverse=True):
            remove(folder)
        remove(self.cgroup)
        shutil.rmtree(self.folder, ignore_errors=True)


def remove(folder):
    """A cgroup can be removed some moments after its last process ended."""
    try:
        wait_until(lambda: not folder.joinpath("cgroup.procs").read_text(), 10, f"the end of {folder}")
        folder.rmdir()
    except (AssertionError, OSError):
        pass
