#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo fleet: three real registries, filled and described by a fleet file, for as long as this program runs.

quickstart calls it. With --console it opens the console on the fleet, without it mirrors everything on the command
line and compares the registries afterwards. Whatever it started ends with it.
"""
import argparse
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import compare
import make_corpus
from registry_api import Registry, RegistryError
from registry_process import RegistryFailed, RegistryProcess

REGIONS = [
    {"id": "fra", "name": "Frankfurt", "role": "primary", "lat": 50.11, "lon": 8.68},
    {"id": "tyo", "name": "Tokyo", "role": "replica", "lat": 35.68, "lon": 139.69},
    {"id": "sjc", "name": "Silicon Valley", "role": "replica", "lat": 37.37, "lon": -122.04},
]
RULE = "everything"
MARK = ".meridian-demo"
OURS = ("registry", "state", "fleet.json", MARK)


class Failed(Exception):
    pass


class Stopped(Exception):
    """A signal asked us to end."""


class Fleet:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.file = self.folder / "fleet.json"
        self.state = self.folder / "state"
        self.registries = {r["id"]: RegistryProcess(self.folder / "registry" / r["id"]) for r in REGIONS}
        self.lock = None

    def take(self):
        """One demo per folder; the lock goes with the process that holds it, however it ends."""
        if self.folder.exists() and any(self.folder.iterdir()) and not (self.folder / MARK).exists():
            raise Failed(f"{self.folder} is not empty and not a demo folder; choose another with --dir")
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / MARK).touch()
        self.lock = (self.folder / MARK).open("r+")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = self.lock.read().strip() or "of unknown id"
            raise Failed(f"another quickstart (process {holder}) is using {self.folder}; "
                         "end it first, or give this one a folder of its own with --dir") from None
        self.lock.truncate(0)
        self.lock.write(f"{os.getpid()}\n")
        self.lock.flush()

    def start(self, size):
        for region in REGIONS:
            registry = self.registries[region["id"]].start()
            print(f"  {region['name']:<15} {registry.url}", flush=True)
        source = self.registries["fra"].url
        if make_corpus.main(["make_corpus", "--registry", source, "--size", size]) != 0:
            raise Failed("Frankfurt could not be filled")
        self.write_file()

    def stop(self):
        for registry in self.registries.values():
            registry.stop()

    def write_file(self):
        """Ports are new at each start; what the user changed otherwise stays."""
        try:
            fleet = json.loads(self.file.read_text(encoding="utf-8"))
            for region in fleet["regions"]:
                if region["id"] in self.registries:
                    region["registry"]["url"] = self.registries[region["id"]].url
        except (OSError, ValueError, KeyError, TypeError):
            fleet = {"version": 1, "regions": [{**r, "registry": {"url": self.registries[r["id"]].url}}
                                               for r in REGIONS],
                     "rules": [{"id": RULE, "source": "fra", "targets": ["tyo", "sjc"],
                                "repositories": ["base/*", "apps/*", "multi/*", "legacy/*", "large/*"],
                                "tags": {"include": ["*"]}, "platforms": ["all"]}]}
        draft = self.file.with_suffix(".new")
        draft.write_text(json.dumps(fleet, indent=2) + "\n", encoding="utf-8")
        draft.replace(self.file)

    def clean(self):
        for registry in self.registries.values():
            registry.end_stale()
        for name in OURS:
            path = self.folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        if not any(self.folder.iterdir()):
            self.folder.rmdir()
        print(f"removed the demo in {self.folder}")


def run(command, shown):
    """Runs a program to its end; a signal to us ends it too."""
    print(f"\n$ {shown}", flush=True)
    # setpriv: it goes even when we are killed outright.
    child = subprocess.Popen(["setpriv", "--pdeathsig", "TERM", "--", *map(str, command)])
    try:
        return child.wait()
    except (Stopped, KeyboardInterrupt):
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        raise


def headless(fleet, programs):
    tool = programs / "meridianctl"
    common = ["--fleet", fleet.file, "--state", fleet.state]
    for verb in ("plan", "sync"):
        status = run([tool, *common, verb, RULE], f"meridianctl --fleet {fleet.file} --state {fleet.state} {verb} {RULE}")
        if status != 0:
            raise Failed(f"meridianctl {verb} ended with status {status}")
    print("\nWhat skopeo finds in the three registries:", flush=True)
    registries = [(region["name"], fleet.registries[region["id"]].url) for region in REGIONS]
    return compare.report(registries)


def stop_on(number, _frame):
    raise Stopped(signal.Signals(number).name)


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dir", required=True, help="where the registries keep their data")
    parser.add_argument("--programs", type=Path, help="folder of meridian and meridianctl")
    parser.add_argument("--size", choices=make_corpus.BUDGET, default="normal")
    parser.add_argument("--console", action="store_true", help="open the console")
    parser.add_argument("--clean", action="store_true", help="remove the demo's registries, state and fleet file")
    options = parser.parse_args(argv[1:])
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_on)
    fleet = Fleet(os.path.abspath(options.dir))
    try:
        if options.clean and not fleet.folder.exists():
            print(f"nothing to remove: {fleet.folder} is not there")
            return 0
        fleet.take()
        if options.clean:
            fleet.clean()
            return 0
        fleet.start(options.size)
        if options.console:
            return run([options.programs / "meridian", "--fleet", fleet.file, "--state", fleet.state],
                       f"meridian --fleet {fleet.file} --state {fleet.state}")
        return headless(fleet, options.programs)
    except (Failed, RegistryFailed, RegistryError, OSError) as error:
        print(f"quickstart: {error}", file=sys.stderr)
        return 1
    except (Stopped, KeyboardInterrupt):
        print("\nquickstart: stopped", file=sys.stderr)
        return 130
    finally:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)  # a second signal must not leave a registry behind
        fleet.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv))
