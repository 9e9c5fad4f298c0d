# SPDX-License-Identifier: GPL-3.0-or-later
"""What one run of one program in one case took."""
import dataclasses

MB = 1_000_000


@dataclasses.dataclass
class Record:
    case: str
    program: str
    where: str
    congestion: str = ""
    seconds: float = 0
    wire: float = 0              # MB of IP packets that the source's site sent
    arrived: float = 0           # MB of them that were not lost and did not overflow the queue
    ratio: float = 0             # payload or bytes read, over the bytes that have to be moved
    source_requests: int = 0
    target_requests: int = 0
    memory: float = 0            # MB, peak
    cpu: float = 0               # seconds
    failed: int = 0              # 1: status, time or digests were not what they have to be
    note: str = ""

    def take(self, run):
        """Figures of a finished run; a bad status fails the record."""
        self.seconds, self.cpu, self.memory = run.seconds, run.cpu, run.memory / MB
        if run.timed_out:
            self.fail(f"stopped after {run.seconds:.0f} s")
        elif run.status != 0:
            self.fail(f"status {run.status}: {run.words}")
        return self

    def fail(self, words):
        self.failed = 1
        self.note = (self.note + "; " if self.note else "") + " ".join(words.split())
        return self
