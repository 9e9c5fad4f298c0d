# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs under test: what they are called with, and what a run of them took."""
import json
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

RULE = "bench"


class Run:
    """One program, or several one after the other, from start to end."""

    def __init__(self):
        self.seconds = self.cpu = self.memory = 0
        self.status = 0
        self.timed_out = False
        self.output = self.errors = ""

    @property
    def words(self):
        return (self.errors.strip() or self.output.strip())[-400:]


class Running:
    """A process that is watched: peak memory from the kernel, processor time from wait4."""

    def __init__(self, command, environment, folder):
        self.out = tempfile.TemporaryFile(dir=folder)
        self.err = tempfile.TemporaryFile(dir=folder)
        self.started = time.monotonic()
        self.high_water, self.status, self.usage = 0, None, None
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.out, stderr=self.err,
                                        env=environment, start_new_session=True)
        self.ended = threading.Event()
        self.waiter = threading.Thread(target=self._wait)
        self.sampler = threading.Thread(target=self._sample)
        self.waiter.start()
        self.sampler.start()

    def _wait(self):
        _, status, self.usage = os.wait4(self.process.pid, 0)
        self.seconds = time.monotonic() - self.started
        self.status = self.process.returncode = os.waitstatus_to_exitcode(status)
        self.ended.set()

    def _sample(self):
        while not self.ended.wait(0.02):
            try:
                with open(f"/proc/{self.process.pid}/status", encoding="ascii", errors="replace") as file:
                    self.high_water = int(next(x for x in file if x.startswith("VmHWM")).split()[1])
            except (OSError, StopIteration):
                pass

    def seconds_so_far(self):
        return time.monotonic() - self.started

    def signal(self, number):
        """To its whole session: xargs and what it started."""
        if not self.ended.is_set():
            os.killpg(self.process.pid, number)

    def finish(self, limit):
        """Waits; ends it when the limit in seconds is over."""
        run = Run()
        if not self.ended.wait(max(0, self.started + limit - time.monotonic())):
            run.timed_out = True
            self.signal(signal.SIGKILL)
        self.waiter.join()
        self.sampler.join()
        run.seconds, run.status = self.seconds, self.status
        run.cpu = self.usage.ru_utime + self.usage.ru_stime
        # ru_maxrss also counts this script's own size at the fork; below that, the samples are what there is.
        floor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        run.memory = 1024 * (self.usage.ru_maxrss if self.usage.ru_maxrss > floor else self.high_water)
        for name, file in (("output", self.out), ("errors", self.err)):
            file.seek(0)
            setattr(run, name, file.read().decode(errors="replace"))
            file.close()
        return run


class Job:
    """What to copy: from one registry to others, at which site, with files of its own in a folder."""

    def __init__(self, folder, source, targets, corpus, prefix, certificates=None):
        self.folder, self.source, self.targets, self.corpus = Path(folder), source, targets, corpus
        self.prefix, self.certificates = list(prefix), certificates
        self.watch = None  # called every half second while a program runs
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def environment(self):
        return {**os.environ, "HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder)}

    def start(self, command):
        return Running(self.prefix + command, self.environment, self.folder)


class Meridian:
    name = "Meridian"
    program = None

    def available(self):
        return self.program is not None and os.access(self.program, os.X_OK)

    def fleet(self, job):
        def region(number, name, registry):
            entry = {"url": registry.url}
            if job.certificates:
                entry["ca"] = str(job.certificates.authority)
            return {"id": name, "name": name, "role": "replica" if number else "primary", "lat": 0,
                    "lon": 10 * number, "registry": entry}
        targets = [f"target{n}" for n in range(len(job.targets))]
        file = job.folder / "fleet.json"
        file.write_text(json.dumps({
            "version": 1,
            "regions": [region(0, "source", job.source)] + [region(n + 1, t, r)
                                                           for n, (t, r) in enumerate(zip(targets, job.targets))],
            "rules": [{"id": RULE, "source": "source", "targets": targets, "repositories": job.corpus.repositories,
                       "tags": {"include": ["*"]}, "platforms": ["all"]}]}))
        return file

    def commands(self, job):
        return [[str(self.program), "--fleet", str(self.fleet(job)), "--state", str(job.folder / "state"), "--json",
                 "sync", RULE]]


class Skopeo:
    name = "skopeo"

    def available(self):
        return shutil.which("skopeo")

    def commands(self, job):
        file = job.folder / "skopeo.yml"
        file.write_text(json.dumps({job.source.host: {
            "tls-verify": False, "images": {r: [t for x, t in job.corpus.tags if x == r]
                                            for r in job.corpus.repositories}}}))
        # It keeps only the last part of a repository's name; all of the corpora are under apps/.
        return [["skopeo", "sync", "--all", "--preserve-digests", "--src", "yaml", "--dest", "docker",
                 "--dest-tls-verify=false", str(file), f"{target.host}/apps"] for target in job.targets]


class Crane:
    name = "crane"

    def __init__(self):
        self.path = _peer("crane")

    def available(self):
        return self.path

    def commands(self, job):
        lines = [f"{job.source.host}/{r} {target.host}/{r}" for target in job.targets for r in job.corpus.repositories]
        file = job.folder / "crane.lines"
        file.write_text("\n".join(lines) + "\n")
        return [["sh", "-c", f"xargs -P 4 -n 2 '{self.path}' --insecure cp -a <'{file}'"]]


class Regsync:
    name = "regsync"

    def __init__(self):
        self.path = _peer("regsync")

    def available(self):
        return self.path

    def commands(self, job):
        tls = "insecure" if job.certificates else "disabled"
        file = job.folder / "regsync.yml"
        file.write_text(json.dumps({
            "version": 1, "creds": [{"registry": r.host, "tls": tls} for r in [job.source, *job.targets]],
            "defaults": {"parallel": 4},
            "sync": [{"source": f"{job.source.host}/{r}", "target": f"{target.host}/{r}", "type": "repository"}
                     for target in job.targets for r in job.corpus.repositories]}))
        return [[self.path, "once", "-c", str(file)]]


def _peer(name):
    return shutil.which(name, path=os.environ.get("PATH", "") + f":{Path.home()}/go/bin")


def all_programs():
    return [program for program in (Meridian(), Skopeo(), Crane(), Regsync()) if program.available()]


def run_all(program, job, limit):
    """Runs what a program needs for the job; times and processor seconds are added, memory is the largest."""
    total = Run()
    for command in program.commands(job):
        running = job.start(command)
        while job.watch and running.seconds_so_far() < limit and not running.ended.wait(0.5):
            job.watch(running.seconds_so_far())
        run = running.finish(limit - total.seconds)
        total.seconds += run.seconds
        total.cpu += run.cpu
        total.memory = max(total.memory, run.memory)
        total.status, total.timed_out, total.output, total.errors = run.status, run.timed_out, run.output, run.errors
        if run.status != 0:
            break
    return total
