# SPDX-License-Identifier: GPL-3.0-or-later
"""The WAN lab (tests/lab) from Python: brings a profile up, runs things in its sites, reads its counters."""
import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import threading
from pathlib import Path

CLONE_NEWNET = 0x40000000
HEADERS = 52  # bytes of IPv4 and TCP with timestamps in front of a segment's payload


class LabFailed(Exception):
    pass


def setpriv(number):
    """Prefix of a command that dies with this script, also when the script is killed outright."""
    return [shutil.which("setpriv") or "/usr/bin/setpriv", "--pdeathsig", number, "--"]


class Lab:
    """`with Lab(program, profile, congestion) as lab:`; the sites' namespaces exist inside the block."""

    def __init__(self, program, profile, congestion="bbr"):
        self.program, self.profile, self.congestion = str(program), str(profile), congestion
        self.name = f"bench{os.getpid()}"
        self.process = self.socket = None
        self.addresses = {}

    def __enter__(self):
        self.process = subprocess.Popen(
            setpriv("TERM") + [self.program, "up", self.profile, "--name", self.name, "--cc", self.congestion],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
        for line in self.process.stdout:
            words = line.split()
            if words[0] == "up" and words[1] == self.name:
                self.socket = words[2]
                return self
            self.addresses[words[0]] = words[1]
        words = self.process.stderr.read().strip()
        if "not permitted" in words:  # root without the right to make namespaces, as in most containers
            raise LabFailed("skipped: needs root")
        raise LabFailed(words or "the lab did not come up")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def tell(self, *words):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
            link.settimeout(10)
            link.connect(self.socket)
            link.sendall(" ".join(words).encode() + b"\n")
            answer = b""
            while block := link.recv(65536):
                answer += block
        status, _, text = answer.decode().partition("\n")
        if status != "ok":
            raise LabFailed(text.strip() or "the lab gave no answer")
        return text

    def link(self, source, target):
        return next(x for x in json.loads(self.tell("stats"))["links"] if (x["from"], x["to"]) == (source, target))

    def sent(self, source):
        """What the site put on its links since `zero`: bytes of IP packets offered and arrived, payload that arrived."""
        links = [x for x in json.loads(self.tell("stats"))["links"] if x["from"] == source]
        return {"wire": sum(x["offered"]["bytes"] for x in links),
                "arrived": sum(x["delivered"]["bytes"] for x in links),
                "payload": sum(x["delivered"]["bytes"] - HEADERS * x["delivered"]["packets"] for x in links)}

    def at(self, site):
        """Prefix of a command that runs in the site."""
        return [self.program, "exec", "--name", self.name, site, "--"]

    def join(self, one, other):
        """A veth pair beside the links, as fast as the machine; the sites then are known by its addresses."""
        spaces = [f"mw-{self.name}-{site}" for site in (one, other)]
        commands = [["link", "add", "cable", "netns", spaces[0], "type", "veth", "peer", "name", "cable", "netns",
                     spaces[1]]]
        for number, (site, space) in enumerate(zip((one, other), spaces), 1):
            self.addresses[site] = f"10.78.0.{number}"
            commands += [["-n", space, "address", "add", f"10.78.0.{number}/24", "dev", "cable"],
                         ["-n", space, "link", "set", "cable", "up"]]
        for command in commands:
            subprocess.run(["ip", *command], check=True)

    def cable_bytes(self, site):
        """What the site has sent through the veth pair; segments are counted before they are cut to packets."""
        out = subprocess.run(self.at(site) + ["ip", "-j", "-s", "link", "show", "cable"], check=True,
                             stdout=subprocess.PIPE).stdout
        return json.loads(out)[0]["stats64"]["tx"]["bytes"]

    def inside(self, site, action):
        """Calls action() on a thread in the site's namespace; its result, or what it raised."""
        out = {}

        def work():
            try:
                libc = ctypes.CDLL(None, use_errno=True)
                with open(f"/run/netns/mw-{self.name}-{site}", "rb") as space:
                    if libc.setns(space.fileno(), CLONE_NEWNET) != 0:
                        raise LabFailed(os.strerror(ctypes.get_errno()))
                out["result"] = action()
            except BaseException as error:  # noqa: BLE001 - raised again below
                out["error"] = error

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        if "error" in out:
            raise out["error"]
        return out["result"]


def find_program(top, given):
    """The lab's program: the one given, or the newest of the build folders."""
    if given:
        return Path(given)
    found = [f for f in top.glob("build/*/tests/wan") if os.access(f, os.X_OK)]
    if not found:
        raise LabFailed("the lab is not built: cmake --preset dev && cmake --build --preset dev --target wan")
    return max(found, key=lambda f: f.stat().st_mtime)
