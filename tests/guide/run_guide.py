#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the commands of a page, in order, against real registries; README.md here says how a page is written.

usage: run_guide.py [--show] PAGE.md     exit status 0 = every block did what the page says
"""
import sys
import tempfile
from pathlib import Path

import pages
import sandbox

# Blocks that a test cannot run: what they begin with, and why. At most a handful.
NOT_RUN = {
    "./installer/quickstart": "builds and opens a console; tests/installer runs it",
    "./tests/run": "would run this test again",
    "./installer/install": "installs packages; the rest of the block builds",
    "./installer/package": "builds and installs packages; tests/installer does it in machines of its own",
    "sudo apt install": "installs packages; tests/installer does it in machines of its own",
    "sudo systemctl": "needs systemd and root",
    "systemctl --user": "needs a service manager of the user's session",
}


def given(box, what):
    """What a page takes for granted before its first command."""
    if what == "fleet":
        first = next(block for block in pages.blocks(pages.guide("en")["start"]) if block.note("file"))
        box.write(first.note("file"), first.text)
        return None
    if what == "demo":
        return box.write_demo()
    raise ValueError(f"nothing is known of \"given: {what}\"")


def check(box, block, cwd, show):
    """What is wrong with a block; None where nothing is."""
    if block.kind not in pages.KINDS:
        return f"a fence of the unknown kind \"{block.kind}\"; there are {', '.join(pages.KINDS)}"
    if block.kind == "console" and not block.text.startswith(tuple(NOT_RUN)):
        return "a block that is not run and not in the list of those that cannot be"
    if block.note("file"):
        box.write(block.note("file"), block.text)
    if block.kind != "sh":
        return None
    status, said = box.run(block.text, cwd)
    if show:
        print(block.text, said, sep="--\n")
    wanted = int(block.note("exit") or 0)
    missing = [words for word, words in block.notes if word == "says" and words not in said]
    if status == wanted and not missing:
        return None
    return (f"exit status {status}, the page says {wanted}\n" if status != wanted else "") + "".join(
        f"does not say \"{words}\"\n" for words in missing) + block.text + "--\n" + said


def main(argv):
    show = "--show" in argv
    files = [word for word in argv[1:] if not word.startswith("-")]
    if len(files) != 1:
        sys.exit(__doc__)
    found = pages.blocks(Path(files[0]).read_text(encoding="utf-8"))
    if not any(block.kind == "sh" for block in found):
        print(f"{files[0]}: nothing to run")
        return 0
    with tempfile.TemporaryDirectory(prefix="meridian-guide-") as folder, \
            sandbox.Sandbox(folder, sandbox.programs()) as box:
        cwd = None
        for block in found:
            for word, value in block.notes:
                if word not in pages.NOTES:
                    sys.exit(f"{files[0]}: {word} is no note")
                if word == "given":
                    cwd = given(box, value)
                if word == "meanwhile" and (answer := box.run(value))[0] != 0:
                    sys.exit(f"{files[0]}: {value}: {answer}")
            problem = check(box, block, cwd, show) if block.kind or block.text else None
            if problem:
                print(f"{files[0]}:{block.line}: {problem}", file=sys.stderr)
                return 1
    ran = sum(block.kind == "sh" for block in found)
    print(f"{files[0]}: {ran} blocks run")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
