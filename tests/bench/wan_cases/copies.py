# SPDX-License-Identifier: GPL-3.0-or-later
"""Undisturbed copies: full, of one layer, with nothing to do, to two targets."""
import contextlib
import shutil
import time
from pathlib import Path

from .images import MB, Corpus
from .lab import Lab
from .programs import Job, run_all
from .record import Record
from .site_registry import Certificates, SiteRegistry

SITES = {"source": "fra", "target": "tyo"}


class Timeline:
    """Prints what arrived at a site each half second: shows set-up, queue and tail of a copy."""

    def __init__(self, lab, site):
        self.lab, self.site, self.last = lab, site, (0, 0)

    def __call__(self, seconds):
        link = self.lab.link("fra", self.site)
        count = link["delivered"]["bytes"]
        rate = (count - self.last[1]) * 8 / MB / max(0.01, seconds - self.last[0])
        self.last = seconds, count
        print(f"    {seconds:6.1f} s {rate:7.1f} Mbit/s, {link['queued'] / 1000:6.0f} KB in the queue, "
              f"{link['overflowed']['packets']} packets overflowed, {link['lost']['packets']} lost")


class Stage:
    """A lab with a filled source, targets and a job for a program at one place."""

    def __init__(self, bench, case, where, targets=("tyo",), filled=False, corpus=None, cable=False):
        self.bench, self.case, self.where = bench, case, where
        self.corpus = bench.corpus(corpus or case.corpus)
        self.stack = contextlib.ExitStack()
        self.sites, self.filled, self.cable = targets, filled, cable

    def __enter__(self):
        folder = Path(self.stack.enter_context(self.bench.scratch()))
        profile = self.bench.profiles / f"{self.case.profile}.json"
        self.lab = self.stack.enter_context(Lab(self.bench.wan, profile, self.case.congestion))
        if self.cable:
            self.lab.join("fra", self.sites[0])
        certificates = None
        if self.case.tls:
            certificates = Certificates(folder / "certificates", self.lab.addresses.values())
        self.source = self.stack.enter_context(
            SiteRegistry(self.lab, "fra", folder / "fra", self.corpus.folder, certificates))
        self.targets = []
        for site in self.sites:
            data = folder / f"data-{site}"
            if self.filled:
                shutil.copytree(self.corpus.folder, data)
            self.targets.append(self.stack.enter_context(
                SiteRegistry(self.lab, site, folder / site, data, certificates)))
        self.job = Job(folder / "job", self.source, self.targets, self.corpus, self.lab.at(SITES[self.where]),
                       certificates)
        if self.bench.timeline:
            self.job.watch = Timeline(self.lab, self.sites[0])
        self.begin()
        return self

    def begin(self):
        """Counting starts here: what verifies a run must not count for the next one."""
        self.lab.tell("zero")
        self.counted = [len(registry.requests()) for registry in (self.source, *self.targets)]

    def __exit__(self, *what):
        return self.stack.__exit__(*what)

    def record(self, program):
        return Record(self.case.name, program.name, self.where, self.case.congestion)

    def finish(self, record):
        """Bytes and requests from the lab and the registries, and whether the digests are equal."""
        time.sleep(0.2)  # a line of an access log is written after its answer has gone out
        sent = self.lab.sent("fra")
        record.wire, record.arrived = sent["wire"] / MB, sent["arrived"] / MB
        asked, *answered = [registry.requests()[count:]
                            for registry, count in zip((self.source, *self.targets), self.counted)]
        record.source_requests = len(asked)
        record.target_requests = sum(map(len, answered))
        self.read = sum(r["written"] for r in asked if r["method"] == "GET")
        self.payload = sent["payload"]
        if not record.failed:
            wanted = self.source.digests(self.corpus.tags)
            for target in self.targets:
                found = target.digests(self.corpus.tags)
                wrong = [f"{r}:{t}" for (r, t), digest in wanted.items() if not digest or found[r, t] != digest]
                if wrong:
                    record.fail(f"{len(wrong)} of {len(wanted)} digests differ at {target.site}: {wrong[0]}")
        return record


def copy(bench, case, program, where):
    with Stage(bench, case, where) as stage:
        record = stage.record(program).take(run_all(program, stage.job, case.limit))
        stage.finish(record)
        record.ratio = stage.payload / stage.corpus.unique_bytes
        return [record]


def no_op(bench, case, program, where):
    """The program's first look at targets that have everything, and a second one with what it remembers."""
    corpus, factor = case.corpus, 1
    if case.corpus == "tags1000" and program.name == "skopeo" and not bench.complete:
        corpus, factor = "tags50", 20  # one tag after the other, about a second each
    with Stage(bench, case, where, filled=True, corpus=corpus) as stage:
        first = stage.record(program).take(run_all(program, stage.job, case.limit))
        stage.finish(first)
        records = [first]
        if program.name == "Meridian":
            stage.begin()
            again = stage.record(program).take(run_all(program, stage.job, case.limit))
            stage.finish(again)
            first.note, again.note = "first look " + first.note, "again " + again.note
            records.append(again)
        if factor > 1:
            first.seconds *= factor
            first.note = f"{factor} times what 50 tags took {first.note}"
        return records


def fan_out(bench, case, program, where):
    with Stage(bench, case, where, targets=("tyo", "sjc")) as stage:
        record = stage.record(program).take(run_all(program, stage.job, case.limit))
        stage.finish(record)
        record.ratio = stage.read / stage.corpus.unique_bytes
        return [record]


def shared(bench, case, program, where):
    """Source and program in one namespace, the target in another one, joined by a veth pair: no lab in between."""
    with Stage(bench, case, "source", targets=("ams",), cable=True) as stage:
        record = stage.record(program)
        record.where = where
        before = stage.lab.cable_bytes("fra")
        record.take(run_all(program, stage.job, case.limit))
        record_bytes = stage.lab.cable_bytes("fra") - before
        stage.finish(record)
        record.wire = record_bytes / MB
        record.ratio = record_bytes / stage.corpus.unique_bytes
        record.note += f"source wrote {stage.read / MB:.0f} of {stage.corpus.unique_bytes / MB:.0f} MB"
        return [record]


def make_corpus(folder, name):
    return Corpus(folder / name, name)
