# SPDX-License-Identifier: GPL-3.0-or-later
"""The cases of the bench: what is copied over which link, what happens on the way, and the bar."""
import dataclasses

from . import faults, large
from .copies import copy, fan_out, no_op, shared


@dataclasses.dataclass(frozen=True)
class Case:
    """`bar` is the limit of the figure `judged` of a record; None only shows figures."""
    name: str
    about: str
    run: object                  # (bench, case, program, where) -> [Record]
    profile: str = "a"
    congestion: str = "bbr"
    tls: bool = False
    corpus: str = "image"
    judged: str = "seconds"
    bar: float = None
    best_peer: str = "-"
    where: tuple = ("source", "target")
    limit: int = 150             # seconds for one program
    peers: bool = True           # whether the others run it too


CASES = [
    Case("full-A-bbr", "107.8 MB image (71.0 + 20.2 + 16.6 MB), 50 Mbit/s, 0.5 % loss", copy, bar=19.0,
         best_peer="21.4 s"),
    Case("full-A-cubic-at-target", "the same, cubic at every sender, engine at the target", copy, congestion="cubic",
         bar=24.0, best_peer="over 120 s", where=("target",), limit=125),
    Case("full-A-cubic-at-source", "the same, engine at the source (no bar)", copy, congestion="cubic",
         best_peer="over 120 s", where=("source",), limit=125),
    Case("full-A-tls", "the image over TLS on A (no bar)", copy, tls=True, best_peer="25.4 s"),
    Case("full-B-plain", "the image, 200 Mbit/s, no loss", copy, profile="b", bar=5.2, best_peer="6.9 s"),
    Case("full-B-tls", "the same over TLS", copy, profile="b", tls=True, bar=5.5, best_peer="11.1 s"),
    Case("full-B-cubic", "the same, plain, cubic (no bar)", copy, profile="b", congestion="cubic", best_peer="8.1 s"),
    Case("layer10-B", "one 10.0 MB layer, 200 Mbit/s", copy, profile="b", corpus="layer10", bar=1.3,
         best_peer="2.9 s"),
    Case("noop-24", "24 tags in 8 repositories, nothing to do", no_op, profile="b", corpus="tags24", bar=0.8,
         best_peer="1.5 s"),
    Case("noop-1000", "1,000 tags in 40 repositories, nothing to do", no_op, profile="b", corpus="tags1000", bar=5.0,
         limit=300),
    Case("fanout-2", "the image to two targets: bytes read from the source / unique bytes", fan_out,
         profile="two-replicas", judged="ratio", bar=1.005, best_peer="2.00"),
    Case("corpus-2gb", "2.1 GB, 30 tags that share layers, veth; bytes sent / unique bytes (and the fastest)", shared,
         profile="near", corpus="shared", judged="ratio", bar=1.01, best_peer="12.6 s, 1.36", where=("here",)),
    Case("kill", "one 71.0 MB layer, killed at 20 MB, run again: MB on the wire in all", faults.killed, profile="c",
         corpus="layer71", judged="wire", bar=79, best_peer="98.5 MB", where=("target",)),
    Case("flap", "one 71.0 MB layer, the link cut 20 times for 5 to 30 s: payload / bytes", faults.flapping,
         profile="c", corpus="layer71", judged="ratio", bar=1.05, limit=1500, where=("target",), peers=False),
    Case("restart-source", "the source registry killed at 20 of 71.0 MB, back after 1 s", faults.source_restarts,
         profile="c", corpus="layer71", judged="failed", bar=0, best_peer="fails, or from zero"),
    Case("restart-target", "the target registry killed at 20 of 71.0 MB, back after 1 s", faults.target_restarts,
         profile="c", corpus="layer71", judged="failed", bar=0, best_peer="fails, or from zero"),
    Case("memory", "64 images of one 5 GB blob, on loopback and over 200 Mbit/s: peak memory in MB", large.memory,
         profile="b", judged="memory", bar=150, where=("here", "target"), peers=False),
    Case("tags-100k", "100,000 tags in sync on loopback: peak memory in MB, processor seconds in the note", large.tags,
         judged="memory", bar=300, where=("here",), limit=600, peers=False),
]
