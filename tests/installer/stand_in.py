#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for meridianctl and meridian, so that the demo is tested apart from the engine.

STAND_IN=copy (default) copies with skopeo, skip does nothing, wait waits to be ended, fail fails.
"""
import json
import os
import subprocess
import sys
import time

import make_corpus

fleet = json.load(open(sys.argv[sys.argv.index("--fleet") + 1], encoding="utf-8"))
hosts = [region["registry"]["url"].split("//")[1] for region in fleet["regions"]]
what = os.environ.get("STAND_IN", "copy")
print("stand-in:", os.path.basename(sys.argv[0]), what, os.getpid(), flush=True)
if what == "wait":
    time.sleep(600)
if what == "fail":
    sys.exit(1)
if what == "copy" and "sync" in sys.argv:
    for repository, tag in make_corpus.all_tags("tiny"):
        for target in hosts[1:]:
            subprocess.run(["skopeo", "copy", "-q", "--all", "--preserve-digests", "--src-tls-verify=false",
                            "--dest-tls-verify=false", f"docker://{hosts[0]}/{repository}:{tag}",
                            f"docker://{target}/{repository}:{tag}"], check=True)
