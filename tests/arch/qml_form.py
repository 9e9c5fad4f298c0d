#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The form of QML: logic belongs into models, looks into the theme.

usage: qml_form.py [ROOT]     exit status 0 = clean, 1 = findings (one a line: "path:line: rule: detail")
"""
import re
import sys
from pathlib import Path

FILE_LINES = 300
FUNCTION_LINES = 5
LOOKS = ("qml/theme/",)  # where colours and sizes are named

COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`(?:\\.|[^`\\])*`', re.S)
TOKEN = re.compile(STRING.pattern + "|" + COMMENT.pattern, re.S)
# What opens code: a function, an arrow with a block, a handler or a binding whose value is a block.
OPENS = re.compile(r"\bfunction\s+(?P<function>\w+)\s*\([^)]*\)[^{;\n]*\{"
                   r"|(?P<arrow>=>)\s*\{"
                   r"|(?P<anonymous>\bfunction)\s*\([^)]*\)\s*\{"
                   r"|(?<![\w.?])(?P<binding>[A-Za-z_][\w.]*)\s*:\s*\{")
COLOUR = re.compile(r'"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})"')
NAMED = re.compile(r'\b[cC]olou?r\w*\s*:\s*"(?!transparent")([a-z]+)"')
MADE = re.compile(r"\bQt\.(?:rgba|hsla|hsva)\(\s*[0-9.]")
SIZE = re.compile(r"\bpixelSize\s*:\s*([0-9][0-9.]*)")


def blanked(text, strings=True):
    """The text with comments (and strings) as spaces; every place stays where it was."""
    def blank(match):
        found = match.group()
        if not strings and found[0] in "\"'`":
            return found
        return re.sub(r"[^\n]", " ", found)
    return TOKEN.sub(blank, text)


def line_of(text, place):
    return text.count("\n", 0, place) + 1


def blocks(text):
    """(line, name, lines of code) of everything that runs; a block inside another counts for both."""
    code = blanked(text)
    for match in OPENS.finditer(code):
        depth, end = 1, match.end()
        while end < len(code) and depth:
            depth += {"{": 1, "}": -1}.get(code[end], 0)
            end += 1
        body = code[match.end():end - 1]
        lines = sum(1 for line in body.split("\n") if line.strip())
        yield line_of(code, match.start()), match["function"] or match["binding"] or "a function without a name", lines


def findings(path, text):
    """(line, rule, detail) of one file."""
    lines = text.count("\n")
    if lines >= FILE_LINES:
        yield lines, "length", f"{lines} lines, under {FILE_LINES} are allowed"
    for line, name, count in blocks(text):
        if count > FUNCTION_LINES:
            yield line, "function", f"{name} has {count} lines, {FUNCTION_LINES} are allowed: logic belongs into a model"
    if path.startswith(LOOKS):
        return
    code = blanked(text, strings=False)
    for pattern in (COLOUR, NAMED, MADE):
        for match in pattern.finditer(code):
            yield line_of(code, match.start()), "colour", f"{match.group().strip()}: colours come from Theme"
    for match in SIZE.finditer(code):
        yield line_of(code, match.start()), "size", f"pixelSize {match[1]}: sizes of text come from Theme"


def main(argv):
    root = Path(argv[1]) if len(argv) > 1 else Path(__file__).resolve().parent.parent.parent
    files = sorted((root / "qml").rglob("*.qml"))
    bad = 0
    for file in files:
        path = file.relative_to(root).as_posix()
        for line, rule, detail in sorted(findings(path, file.read_text(encoding="utf-8"))):
            print(f"{path}:{line}: {rule}: {detail}")
            bad += 1
    if not files:
        print("no QML at all")
    elif not bad:
        print(f"{len(files)} files, nothing to say")
    return 1 if bad or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
