#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""first_start.py MERIDIAN PICTURES [OPTION...]: the real program on an empty fleet, led by keyboard alone from its first start to a
finished first sync between three real registries: one open, one with a password, one with a certificate of a private
authority. It is ended in the middle and has to come back where it was. skopeo judges the result; a picture of each step
goes to PICTURES, the first half in light, the second in dark. Options go to the program (--lang zh_CN).

Keys are pressed when the program has told ($MERIDIAN_TRACE) that it is where they belong, never after a time."""
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from world import Certificates, Display, Registry, die_with_me, fill, free_port, until

REFS = ["app/api:1.0", "app/api:1.1", "app/web:2.0", "tools/lint:3"]
PASSWORD = "s3cret-Passw0rd"


class Console:
    """The program under test, its trace, and the fingers on its keyboard."""

    def __init__(self, program, home, display, pictures, *look):
        self.home, self.display, self.pictures, self.count = home, display, pictures, len(list(pictures.glob("*.png")))
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "DISPLAY": display.name, "LC_ALL": "C.UTF-8", "TZ": "Europe/Berlin",
                       "QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software", "MERIDIAN_TRACE": "1",
                       "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
        for name in ("CONFIG", "STATE", "DATA", "CACHE"):
            environment[f"XDG_{name}_HOME"] = str(home / name.lower())
        environment["XDG_RUNTIME_DIR"] = str(home)
        if "LSAN_OPTIONS" in os.environ:
            environment["LSAN_OPTIONS"] = os.environ["LSAN_OPTIONS"]
        self.now, self.lines = {}, []
        self.process = subprocess.Popen([program, *look], env=environment, preexec_fn=die_with_me, stderr=subprocess.PIPE, text=True)
        threading.Thread(target=self.listen, daemon=True).start()
        window = until(lambda: self.x("search", "--onlyvisible", "--name", "^Meridian$").split(), 60, "a window")[0]
        self.x("windowmove", window, "0", "0", "windowsize", window, "1280", "720")
        until(lambda: self.x("windowfocus", window) is not None and self.now.get("focus"), 60, "the window has the keyboard")

    def listen(self):
        for line in self.process.stderr:
            self.lines.append(line)
            if line.startswith("trace "):
                self.now = json.loads(line[6:])

    def x(self, *words):
        done = subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": self.display.name}, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, timeout=30)
        return done.stdout.decode()

    def wait(self, seconds=30, **facts):
        """Until the trace says all of this; a function is a condition."""
        def holds():
            if self.process.poll() is not None:
                raise RuntimeError(f"the program ended with {self.process.returncode}")
            now = self.now
            return all(fact(now.get(name)) if callable(fact) else now.get(name) == fact for name, fact in facts.items())
        until(holds, seconds, str({name: getattr(fact, "__name__", fact) for name, fact in facts.items()}))

    def key(self, *keys):
        self.x("key", "--clearmodifiers", *keys)

    def type(self, text):
        self.x("type", "--delay", "8", text)

    def tab_to(self, name):
        for _ in range(40):
            now = self.now
            if now.get("focus") == name:
                return
            self.key("Tab")
            self.wait(10, turn=lambda turn, seen=now.get("turn"): turn != seen)
        raise RuntimeError(f"Tab does not lead to {name}")

    def picture(self, name):
        """When two pictures in a row are the same, nothing moves any more."""
        self.count += 1
        file = self.pictures / f"{self.count:02}-{name}.png"
        last = [b""]

        def still():
            shot = subprocess.run(["import", "-window", "root", "-depth", "8", "png:-"], env={**os.environ, "DISPLAY": self.display.name},
                                  stdout=subprocess.PIPE, timeout=30).stdout
            same, last[0] = shot == last[0], shot
            return same and shot
        try:
            file.write_bytes(until(still, 10, "a picture that stands still"))
        except TimeoutError:  # figures that tick
            file.write_bytes(last[0])

    def end(self):
        self.process.terminate()
        if self.process.wait(20) != 0:
            raise RuntimeError(f"the program ended with {self.process.returncode}")


def describe(console, address, city):
    """Types an address and waits until all is known of it but the place; then the place."""
    console.wait(focus="setup-url")
    console.type(address)
    console.key("Return")
    yield
    console.wait(60, phase="ready")
    console.tab_to("setup-city")
    console.type(city)
    console.key("Return")
    console.wait(next=True)


def through(steps):
    for _ in steps:
        pass


def first_part(console, source, locked):
    console.wait(60, page="setup", step="registry", focus="setup-url")
    console.picture("welcome")
    console.type(f"127.0.0.1:{free_port()}")
    console.key("Return")
    console.wait(phase="failed")
    console.picture("nothing-listens")
    console.key("ctrl+a")
    through(describe(console, source.place(), "frankfurt"))
    console.picture("first-registry")
    console.key("ctrl+Return")

    console.wait(step="regions", describing=True)
    steps = describe(console, locked.place(), "tokyo")
    next(steps)
    console.wait(phase="login", focus="setup-user")
    console.picture("wants-a-login")
    console.type("ci")
    console.tab_to("setup-password")
    console.type("wrong")
    tries = console.now["tries"]
    console.key("Return")
    console.wait(phase="login", tries=lambda count: count > tries)
    console.picture("wrong-password")
    console.tab_to("setup-password")
    console.key("ctrl+a")
    console.type(PASSWORD)
    console.key("Return")
    through(steps)
    console.picture("second-registry")
    console.key("ctrl+Return")
    console.wait(step="regions", describing=False, focus="setup-more")


def second_part(console, private):
    console.wait(60, page="setup", step="regions", describing=False, focus="setup-more")
    console.picture("after-a-restart")
    console.tab_to("addRegion")
    console.key("space")
    console.wait(describing=True)
    steps = describe(console, "https://" + private.place(), "singapore")
    next(steps)
    console.wait(phase="untrusted")
    console.picture("unknown-certificate")
    console.tab_to("trust")
    console.key("Return")
    through(steps)
    console.key("ctrl+Return")
    console.wait(describing=False, focus="setup-more")
    console.picture("three-regions")
    console.key("Return")

    console.wait(step="what", listing=False, repositories=3, focus="setup-patterns")
    console.type("app/*")
    console.key("Return")
    console.wait(matches=lambda text: re.findall(r"\d+", text) == (["2", "3", "3"]))
    console.picture("what")
    console.key("ctrl+Return")
    console.wait(step="when", focus="choice-daily")
    console.key("Right", "Left")
    console.picture("when")
    console.key("Return")
    console.wait(60, step="plan", plan=True)
    console.picture("plan")
    console.key("Return")
    console.wait(step="sync")
    console.wait(120, sync="done")
    console.picture("first-sync")
    console.key("Return")
    console.wait(page="overview")
    console.picture("overview")


def judge(home, registries):
    source, *targets = registries
    for ref in REFS[:3]:
        wanted = source.digest(ref)
        for target in targets:
            if target.digest(ref) != wanted:
                raise RuntimeError(f"{ref} differs at {target.place()}")
    fleet = json.loads((home / "config/meridian/fleet.json").read_text())
    if [region["id"] for region in fleet["regions"]] != ["fra", "tyo", "sin"] or len(fleet["rules"]) != 1:
        raise RuntimeError(f"the fleet file: {fleet}")
    for file in home.rglob("*"):
        if file.is_file() and PASSWORD.encode() in file.read_bytes() and file.stat().st_mode & 0o077:
            raise RuntimeError(f"others can read a password in {file}")
    if PASSWORD in (home / "config/meridian/fleet.json").read_text():
        raise RuntimeError("a password in the fleet file")


def main(program, pictures, *look):
    pictures.mkdir(parents=True, exist_ok=True)
    for old in pictures.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="first-start-") as folder:
        root = Path(folder)
        home = root / "home"
        home.mkdir(mode=0o700)
        registries = [Registry(root / "fra"), Registry(root / "tyo", "ci", PASSWORD), Registry(root / "sin", certificates=Certificates(root))]
        display = console = None
        try:
            fill(registries[0], root / "images", REFS)
            display = Display()
            console = Console(program, home, display, pictures, "--theme", "light", *look)
            first_part(console, registries[0], registries[1])
            console.end()
            console = Console(program, home, display, pictures, "--theme", "dark", *look)
            second_part(console, registries[2])
            console.end()
            judge(home, registries)
        except BaseException:
            if console:
                sys.stderr.write("".join(console.lines[-40:]))
                if console.process.poll() is None:
                    console.picture("failed")
            raise
        finally:
            for process in [console and console.process, display and display.process, *(r.process for r in registries)]:
                if process and process.poll() is None:
                    process.kill()
    print(f"the first sync is done; pictures in {pictures}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
