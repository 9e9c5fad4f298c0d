# SPDX-License-Identifier: GPL-3.0-or-later
"""What does not fit a disk: 5 GB blobs and 100,000 tags, from scripted registries on loopback."""
import contextlib
import http.client
import json
import subprocess
import sys
from pathlib import Path

from .lab import setpriv
from .programs import Job, run_all
from .record import MB, Record

SCRIPT = Path(__file__).resolve().parent / "scripted_registry.py"
BLOBS, BLOB_BYTES = 64, 5_000_000_000
TAGS, REPOSITORIES = 100_000, 100


class Scripted:
    """A process of scripted_registry.py; looks like a registry to the programs."""

    def __init__(self, *options):
        self.options = [str(x) for x in options]

    def __enter__(self):
        self.process = subprocess.Popen(setpriv("KILL") + [sys.executable, "-B", str(SCRIPT), *self.options],
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.host}"
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def stats(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request("GET", "/stats")
            return json.loads(connection.getresponse().read())


class Names:
    """Stands for a corpus: the repositories of a rule."""

    def __init__(self, repositories):
        self.repositories = repositories


def memory(bench, case, program, where):
    """The digests are made up unless `--complete`: the transfers are looked at while they run, not at their end."""
    seconds = 20 if bench.quick else 90
    options = ["--blobs", BLOBS, BLOB_BYTES]
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(bench.scratch()))
        if bench.complete:
            from .scripted_registry import BigBlob
            (folder / "digests").write_text("\n".join(BigBlob(n, BLOB_BYTES).real_digest() for n in range(BLOBS)))
            options += ["--digests", folder / "digests"]
            seconds = 7200
        source, target = stack.enter_context(Scripted(*options)), stack.enter_context(Scripted())
        job = Job(folder / "job", source, [target], Names(["apps/*"]), [])
        run = run_all(program, job, seconds)
        record = Record(case.name, program.name, where)
        record.take(run)
        gave, took = source.stats(), target.stats()
        record.source_requests, record.target_requests = gave["requests"], took["requests"]
        record.wire = gave["bytes_out"] / MB
        if not bench.complete and run.timed_out:
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
