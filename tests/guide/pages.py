# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests read of a page: its fenced blocks with the notes before them, headings, links and tables."""
import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "resources/guide"
KINDS = ("sh", "console", "json", "yaml", "text")
NOTES = ("given", "file", "exit", "says", "meanwhile")
FENCE = re.compile(r"^```(.*)$")
NOTE = re.compile(r"^<!--\s*(\w+):\s*(.*?)\s*-->$")


@dataclass
class Block:
    kind: str
    text: str
    line: int
    notes: list = field(default_factory=list)  # (word, value), those between the block before and this one

    def note(self, word):
        """The last value of a note, or None."""
        return next((value for name, value in reversed(self.notes) if name == word), None)


def blocks(text):
    """The fenced blocks; a note after the last one is a block of the kind "" without text."""
    out, notes, inside = [], [], None
    for number, line in enumerate(text.split("\n"), 1):
        fence = FENCE.match(line)
        if inside is not None:
            if fence:
                out.append(Block(inside[0], "\n".join(inside[2]) + "\n", inside[1], notes))
                inside, notes = None, []
            else:
                inside[2].append(line)
        elif fence:
            inside = (fence[1].strip(), number, [])
        elif match := NOTE.match(line):
            notes.append((match[1], match[2]))
    if inside is not None:
        raise ValueError(f"line {inside[1]}: a fence without an end")
    return out + ([Block("", "", number, notes)] if notes else [])


def outside(text):
    """The text without its fenced blocks and comments."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.S | re.M)
    return re.sub(r"<!--.*?-->", "", text, flags=re.S)


def headings(text):
    """[(level, text)]"""
    return [(len(match[1]), match[2]) for match in re.finditer(r"^(#{1,4}) (.+)$", outside(text), re.M)]


def anchors(text):
    """What a link may point to: <a id="...">, and the keys that begin rows of a table."""
    return re.findall(r'<a id="([a-z0-9-]+)"></a>', outside(text)) + [row[0] for row in key_rows(text)]


def links(text):
    return re.findall(r"\]\(([^)\s]+)\)", outside(text))


def rows(text):
    """Tables of a page: [[cell, ...], ...] without heads and rulers."""
    out, lines = [], outside(text).split("\n")
    for at, line in enumerate(lines):
        head = at + 1 < len(lines) and re.match(r"^\|[\s:|-]+\|$", lines[at + 1])
        if line.startswith("|") and not re.match(r"^\|[\s:|-]+\|$", line) and not head:
            cells = re.split(r"(?<!\\)\|", line.strip()[1:-1])
            out.append([cell.strip().replace("\\|", "|") for cell in cells])
    return out


def key_rows(text):
    """Rows that explain a key: (key, [the other cells])."""
    found = []
    for row in rows(text):
        if match := re.fullmatch(r"`([a-z_$][a-z_.$]*)`", row[0]):
            found.append((match[1], row[1:]))
    return found


def guide(language):
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted((GUIDE / language).glob("*.md"))}
