# SPDX-License-Identifier: GPL-3.0-or-later
"""One 71 MB layer with something going wrong on the way."""
import random
import signal
import time

from .copies import Stage
from .images import MB

KILL_AT = 20 * MB


def wait_for(condition, running, seconds):
    """True when the condition holds before the program ends and before the time is over."""
    deadline = time.monotonic() + seconds
    while not condition():
        if running.ended.is_set() or time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def passed(stage, count):
    return lambda: stage.lab.sent("fra")["payload"] >= count


def killed(bench, case, program, where):
    with Stage(bench, case, where) as stage:
        record = stage.record(program)
        command = program.commands(stage.job)[0]
        first = stage.job.start(command)
        reached = wait_for(passed(stage, KILL_AT), first, case.limit)
        first.signal(signal.SIGKILL)
        before = first.finish(case.limit)
        if not reached:
            return [record.fail(f"never got to 20 MB: status {before.status} {before.words}")]
        time.sleep(0.5)  # what the killed program's connections still carry belongs to it
        sent = stage.lab.sent("fra")["wire"] / MB
        record.take(stage.job.start(command).finish(case.limit))
        stage.finish(record)
        record.seconds += before.seconds
        record.ratio = stage.payload / stage.corpus.unique_bytes
        record.note = f"{sent:.1f} + {record.wire - sent:.1f} MB " + record.note
        return [record]


def flapping(bench, case, program, where):
    cuts, lengths = (5, (2, 5)) if bench.quick else (20, (5, 30))
    with Stage(bench, case, where) as stage:
        record = stage.record(program)
        running = stage.job.start(program.commands(stage.job)[0])
        chance, total, done = random.Random(3), stage.corpus.unique_bytes, 0
        down = 0
        for number in range(cuts):
            if not wait_for(passed(stage, total * (number + 0.5) / (cuts + 0.5)), running, 240):
                break
            length = chance.uniform(*lengths)
            stage.lab.tell("down", "all")
            running.ended.wait(length)
            stage.lab.tell("up", "all")
            down += length
            done += 1
        record.take(running.finish(case.limit))
        stage.finish(record)
        record.ratio = stage.payload / total
        record.note = f"{done} cuts, {down:.0f} s without a link, source wrote {stage.read / MB:.1f} MB " + record.note
        if done < cuts:
            record.fail("ended or stood still before the last cut")
        return [record]


def restarting(bench, case, program, where, which):
    with Stage(bench, case, where) as stage:
        record = stage.record(program)
        running = stage.job.start(program.commands(stage.job)[0])
        if not wait_for(passed(stage, KILL_AT), running, case.limit):
            running.signal(signal.SIGKILL)
            run = running.finish(case.limit)
            return [record.fail(f"never got to 20 MB: status {run.status} {run.words}")]
        registry = which(stage)
        registry.kill()
        time.sleep(1)
        registry.start()
        record.take(running.finish(case.limit))
        stage.finish(record)
        record.ratio = stage.payload / stage.corpus.unique_bytes
        return [record]


def source_restarts(bench, case, program, where):
    return restarting(bench, case, program, where, lambda stage: stage.source)


def target_restarts(bench, case, program, where):
    return restarting(bench, case, program, where, lambda stage: stage.targets[0])
