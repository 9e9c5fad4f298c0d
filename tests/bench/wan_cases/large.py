# SPDX-License-Identifier: GPL-3.0-or-later
"""What does not fit a disk: 5 GB blobs and 100,000 tags, from scripted registries."""
import contextlib
import http.client
import json
import subprocess
import sys
from pathlib import Path

from .lab import Lab, setpriv
from .programs import Job, run_all
from .record import MB, Record

SCRIPT = Path(__file__).resolve().parent / "scripted_registry.py"
BLOBS, BLOB_BYTES = 64, 5_000_000_000
TAGS, REPOSITORIES = 100_000, 100


class Scripted:
    """A process of scripted_registry.py; looks like a registry to the programs."""

    def __init__(self, *options, lab=None, site=None):
        self.lab, self.site = lab, site
        self.prefix = lab.at(site) if lab else []
        self.address = lab.addresses[site] if lab else "127.0.0.1"
        self.options = ["--host", self.address, *map(str, options)]

    def __enter__(self):
        self.process = subprocess.Popen(setpriv("KILL") + self.prefix + [sys.executable, "-B", str(SCRIPT), *self.options],
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        self.host = f"{self.address}:{self.port}"
        self.url = f"http://{self.host}"
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def stats(self):
        def ask():
            connection = http.client.HTTPConnection(self.address, self.port, timeout=60)
            with contextlib.closing(connection):
                connection.request("GET", "/stats")
                return json.loads(connection.getresponse().read())
        return self.lab.inside(self.site, ask) if self.lab else ask()


class Names:
    """Stands for a corpus: the repositories of a rule."""

    def __init__(self, repositories):
        self.repositories = repositories


def memory(bench, case, program, where):
    """On loopback, and next to the target over the link of the case.

    The digests are made up unless `--complete`: the transfers are looked at while they run, not at their end.
    """
    seconds = 20 if bench.quick else 90
    options = ["--blobs", BLOBS, BLOB_BYTES]
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(bench.scratch()))
        lab = sites = None
        if where == "target":
            lab = stack.enter_context(Lab(bench.wan, bench.profiles / f"{case.profile}.json", case.congestion))
            sites = {"lab": lab, "site": "fra"}, {"lab": lab, "site": "tyo"}
        if bench.complete and not lab:
            from .scripted_registry import BigBlob
            (folder / "digests").write_text("\n".join(BigBlob(n, BLOB_BYTES).real_digest() for n in range(BLOBS)))
            options += ["--digests", folder / "digests"]
            seconds = 7200
        source = stack.enter_context(Scripted(*options, **(sites[0] if lab else {})))
        target = stack.enter_context(Scripted(**(sites[1] if lab else {})))
        job = Job(folder / "job", source, [target], Names(["apps/*"]), lab.at("tyo") if lab else [])
        run = run_all(program, job, seconds)
        record = Record(case.name, program.name, where)
        record.take(run)
        gave, took = source.stats(), target.stats()
        record.source_requests, record.target_requests = gave["requests"], took["requests"]
        record.wire = gave["bytes_out"] / MB
        if run.timed_out and seconds < 7200:
            record.failed, record.note = 0, f"looked at for {seconds} s"
        record.note += f"; at most {gave['gets_most']} reads and {took['uploads_most']} uploads at once"
        return [record]


def tags(bench, case, program, where):
    count = TAGS // 10 if bench.quick else TAGS
    options = ("--tags", REPOSITORIES, count)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(bench.scratch()))
        source, target = stack.enter_context(Scripted(*options)), stack.enter_context(Scripted(*options))
        job = Job(folder / "job", source, [target], Names(["apps/*"]), [])
        records = []
        for look in ("first look", "again"):
            before = source.stats()["requests"], target.stats()["requests"]
            record = Record(case.name, program.name, where).take(run_all(program, job, case.limit))
            record.source_requests = source.stats()["requests"] - before[0] - 1
            record.target_requests = target.stats()["requests"] - before[1] - 1
            record.note = f"{look}, {count} tags: {record.cpu:.1f} s of processor (bar 20) " + record.note
            if not bench.quick and record.cpu > 20:
                record.fail("over 20 s of processor")
            if target.stats()["bytes_in"]:
                record.fail("wrote something")
            records.append(record)
        return records
