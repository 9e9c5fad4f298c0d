# SPDX-License-Identifier: GPL-3.0-or-later
"""The table and the JSON."""
import dataclasses
import json
import os
import statistics
import time


def verdict(case, record):
    if record.failed:
        return "FAILED"
    if case.bar is None or record.program != "Meridian":
        return ""
    return "met" if getattr(record, case.judged) <= case.bar else "NOT met"


def median(records):
    """One record that stands for several runs of the same thing: medians, the largest memory, any failure."""
    middle = dataclasses.replace(records[0])
    for field in ("seconds", "wire", "arrived", "ratio", "source_requests", "target_requests", "cpu"):
        setattr(middle, field, statistics.median(getattr(r, field) for r in records))
    middle.memory = max(r.memory for r in records)
    middle.failed = max(r.failed for r in records)
    middle.note = next((r.note for r in records if r.failed), records[0].note)
    return middle


def print_case(case, records):
    bar = "no bar" if case.bar is None else f"bar: {case.judged} {case.bar:g}"
    print(f"\n{case.name}: {case.about}\n  {bar}; best peer: {case.best_peer}; {case.profile}, {case.congestion}")
    print(f"  {'program':<10}{'at':<8}{'seconds':>9}{'wire MB':>10}{'arrived':>9}{'ratio':>8}{'requests':>14}{'MB RSS':>8}"
          f"{'CPU s':>8}  result")
    for r in records:
        memory = f"{r.memory:.1f}" if r.program != "crane" else "-"  # several processes
        asked = f"{r.source_requests:.0f}/{r.target_requests:.0f}"
        print(f"  {r.program:<10}{r.where:<8}{r.seconds:>9.2f}{r.wire:>10.1f}{r.arrived:>9.1f}{r.ratio:>8.3f}{asked:>14}"
              f"{memory:>8}{r.cpu:>8.2f}  {verdict(case, r):<8} {r.note[:230]}", flush=True)
    if case.name == "noop-1000":
        ours = [r.seconds for r in records if r.program == "Meridian" and not r.failed]
        theirs = [r.seconds for r in records if r.program == "skopeo" and not r.failed]
        if ours and theirs:
            print(f"  skopeo sync takes {min(theirs) / max(ours):.0f} times as long (bar: 50)")


def write(file, cases, records, options):
    out = {"made": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "cores": os.cpu_count(),
           "kernel": os.uname().release, "load": os.getloadavg(), "runs": options.runs, "quick": options.quick,
           "cases": [{"name": c.name, "about": c.about, "profile": c.profile, "judged": c.judged, "bar": c.bar,
                      "best_peer": c.best_peer} for c in cases],
           "records": [{**dataclasses.asdict(r), "verdict": verdict(c, r)}
                       for r in records for c in cases if c.name == r.case]}
    file.write_text(json.dumps(out, indent=1) + "\n")
