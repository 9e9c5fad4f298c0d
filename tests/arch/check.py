#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the shape of the tree against the tables in rules.py.

usage: check.py [ROOT]        exit status 0 = clean, 1 = findings (one a line: "path: rule: detail")
"""
import os
import re
import sys
from pathlib import Path

import rules

PARTS = ("core", "app", "qml", "tests", "installer")
CODE = {".h", ".cpp", ".qml", ".py", ".sh", ".cmake"}
CPP = {".h", ".cpp"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.M)
CLASS = re.compile(r"\b(?:class|struct)\s+(?:\[\[[^\]]*\]\]\s*)?(?:[A-Z_]+_EXPORT\s+)?(\w+)")
PY_CLASS = re.compile(r"^[ \t]*class[ \t]+(\w+)", re.M)
THREAD = re.compile(r"\bstd::j?thread\b(?!\s*::)")
COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.S)


def code_only(text):
    """The text without comments and string literals; line breaks stay."""
    return COMMENT_OR_STRING.sub(lambda m: "\n" * m.group().count("\n") or " ", text)


def is_source(path):
    if path.suffix in CODE or path.name == "CMakeLists.txt":
        return True
    if path.suffix:
        return False
    with path.open("rb") as file:
        return file.read(2) == b"#!"


class Tree:
    """One walk over the tree; findings are (path, rule, detail)."""

    def __init__(self, root):
        self.root = Path(root)
        self.findings = set()
        self.files = sorted(self._walk())

    def _walk(self):
        for part in PARTS:
            for folder, names, files in os.walk(self.root / part):
                names[:] = [n for n in names if n not in ("build", "__pycache__") and not n.startswith(".")]
                for name in files:
                    yield (Path(folder) / name).relative_to(self.root)

    def report(self, path, rule, detail):
        self.findings.add((str(path), rule, detail))

    def check(self):
        for path in self.files:
            full = self.root / path
            if path.suffix == ".cpp" and str(path).startswith("core/ports/"):
                self.report(path, "ports", "ports/ holds headers only")
            if not is_source(full):
                continue
            text = full.read_text(encoding="utf-8", errors="replace")
            self.check_form(path, text)
            if path.suffix in CPP:
                self.check_cpp(path, text)
            elif path.suffix == ".qml":
                self.check_qml(path, text)
        self.check_readmes()
        return self.findings

    # --- form: length, licence line, names ------------------------------------------------------

    def check_form(self, path, text):
        lines = text.count("\n")
        if lines > rules.LINES_HARD:
            self.report(path, "length", f"more than {rules.LINES_HARD} lines")
        if "SPDX-License-Identifier: GPL-3.0-or-later" not in "\n".join(text.split("\n")[:3]):
            self.report(path, "licence", "no SPDX line at the top")
        stem = path.stem.replace("_", "").lower()
        for suffix in rules.BANNED_SUFFIXES:
            if stem.endswith(suffix.lower()):
                self.report(path, "name", f"file named {path.name}")
        if path.suffix in CPP or path.suffix == ".py":
            names = CLASS.findall(code_only(text)) if path.suffix in CPP else PY_CLASS.findall(text)
            for name in names:
                if name.endswith(rules.BANNED_SUFFIXES):
                    self.report(path, "name", f"class {name}")

    # --- C++: floors, third-party headers, threads, ports -----------------------------------------

    def check_cpp(self, path, text):
        for quoted, angled in INCLUDE.findall(text):
            if quoted:
                self.check_own(path, quoted)
            else:
                self.check_foreign(path, angled)
        code = code_only(text)
        if path.parts[0] == "core":
            if THREAD.search(code) and not str(path).startswith(rules.MAY_START_THREADS):
                self.report(path, "threads", "only the pool, adapters and engine start threads")
            if path.parts[1] == "ports":
                for name, body in classes(code):
                    methods = len(re.findall(r"\)[^;{}()]*=\s*0\s*;", body))
                    if methods > rules.PORT_METHODS:
                        self.report(path, "ports", f"{name} has more than {rules.PORT_METHODS} methods")

    def check_own(self, path, header):
        if ".." in Path(header).parts:
            self.report(path, "include", f"relative path {header}")
            return
        if brings_json(f"core/{header}") and path.suffix == ".h" and not brings_json(str(path)):
            self.report(path, "third-party", f"{header} brings <nlohmann/json.hpp> into a header")
        target = header.split("/")[0] if "/" in header else None
        beside = (self.root / path.parent / header).exists()
        if header.endswith(".moc") or (target not in rules.FLOORS and beside):
            return
        part, room = path.parts[0], path.parts[1]
        if target not in rules.FLOORS:
            self.check_app_include(path, part, header)
            return
        if part == "core":
            self.check_floor(path, room, target, header)
        elif part == "app":
            if target in rules.ADAPTERS - rules.APP_ADAPTERS.get(room, set()):
                self.report(path, "adapter", f"{header}: only engine names adapters")
            if target == "engine" and room not in rules.SEES_ENGINE and header not in rules.ENGINE_VALUES:
                self.report(path, "engine", f"{header}: the bridge is the one place that sees an engine")
        elif part == "qml":
            self.report(path, "qml", f"{header}: QML sees models and the bridge only")

    def check_app_include(self, path, part, header):
        """A header that is not in a room of core/: it has to be one of app/, or of tests/ for a test."""
        roots = {"app": ("app", "qml"), "qml": ("qml", "app"), "tests": (".", "tests", "app", "qml")}.get(part, ())
        if part == "core":
            self.report(path, "floor", f"{header}: core includes rooms of core only")
        elif not any((self.root / root / header).exists() for root in roots):
            self.report(path, "include", f"{header} is not found")

    def check_floor(self, path, room, target, header):
        if room == target:
            return
        if room not in rules.FLOORS:
            self.report(path, "floor", f"room {room} has no floor in rules.py")
        elif (room, target) in rules.NEVER:
            self.report(path, "floor", f"{room} may never include {header}")
        elif target == "ports" and room in rules.NO_PORTS:
            self.report(path, "pure", f"{room} has no input or output: {header}")
        elif rules.FLOORS[target] > rules.FLOORS[room]:
            self.report(path, "floor", f"{header} is upward")
        elif rules.FLOORS[target] == rules.FLOORS[room] and (room, header) not in rules.SAME_FLOOR:
            self.report(path, "floor", f"{header} is on the same floor")

    def check_foreign(self, path, header):
        name = str(path)
        mirrored = name[len("tests/"):] if name.startswith(("tests/core/", "tests/app/")) else name
        for prefix, places in rules.THIRD_PARTY.items():
            if header.startswith(prefix):
                if not (name.startswith(places) or mirrored.startswith(places)):
                    self.report(path, "third-party", f"<{header}> belongs in {', '.join(places)}")
                declared_only = path.parts[0] == "app" and header in rules.FORWARD_ONLY
                if path.suffix == ".h" and prefix in rules.CPP_ONLY and not declared_only and not (
                        prefix == "nlohmann/" and brings_json(name)):
                    self.report(path, "third-party", f"<{header}> in a header")
                return
        room = path.parts[1] if path.parts[0] == "core" else None
        if room in rules.PURE and (header in rules.PURE_MAY_NOT or header.startswith(rules.PURE_MAY_NOT_PREFIX)):
            self.report(path, "pure", f"{room} has no input or output: <{header}>")
        if header in rules.STD_HEADERS or header in rules.POSIX_HEADERS or header.startswith(rules.POSIX_PREFIXES):
            return
        self.report(path, "third-party", f"<{header}> is in no table")

    # --- QML and rooms ---------------------------------------------------------------------------

    def check_qml(self, path, text):
        for module in re.findall(r"^[ \t]*import[ \t]+(\S+)", text, re.M):
            if module.startswith('"'):
                if path.parts[0] == "qml" and not module.endswith('/"') and "." in module.split("/")[-1].strip('."'):
                    self.report(path, "qml", f"import {module}: no scripts beside models and bridge")
            elif not module.startswith(rules.QML_IMPORTS):
                self.report(path, "qml", f"import {module}")

    def check_readmes(self):
        rooms = {p.parts[:2] for p in self.files if p.parts[0] in ("core", "app") and len(p.parts) > 2
                 and p.suffix in CPP}
        if any(p.parts[0] == "qml" and p.suffix == ".qml" for p in self.files):
            rooms.add(("qml",))
        for room in sorted(rooms):
            readme = self.root.joinpath(*room) / "README.md"
            shown = "/".join(room) + "/README.md"
            if not readme.exists():
                self.report(shown, "readme", "missing")
            elif readme.read_text(encoding="utf-8").count("\n") > rules.README_LINES:
                self.report(shown, "readme", f"more than {rules.README_LINES} lines")


def brings_json(name):
    folder, ending = rules.JSON_HEADERS
    return name.startswith(folder) and name.endswith(ending)


def classes(code):
    """(name, body) of each class of a C++ text without comments and strings."""
    for match in re.finditer(r"\b(?:class|struct)\s+(\w+)[^;{}()]*\{", code):
        depth, end = 1, match.end()
        while end < len(code) and depth:
            depth += {"{": 1, "}": -1}.get(code[end], 0)
            end += 1
        yield match.group(1), code[match.end():end]


def read_allowlist(path):
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line.split("  #")[0].strip() for line in lines if line.strip() and not line.startswith("#")}


def verdict(findings, allowed, at_most=None):
    """The lines to print; none = the tree is clean and the allow-list holds nothing that is not needed."""
    found = {": ".join(finding) for finding in findings}
    at_most = rules.ALLOWED_AT_MOST if at_most is None else at_most
    out = sorted(found - allowed)
    out += [f"allowlist.txt: not needed any more, remove: {entry}" for entry in sorted(allowed - found)]
    if len(allowed) > at_most:
        out.append(f"allowlist.txt: {len(allowed)} entries, at most {at_most} (it may only shrink)")
    elif len(allowed) < at_most:
        out.append(f"rules.py: lower ALLOWED_AT_MOST to {len(allowed)}, so that the list cannot grow again")
    return out


def main(argv):
    here = Path(__file__).resolve().parent
    tree = Tree(argv[1] if len(argv) > 1 else here.parent.parent)
    findings = tree.check()
    lines = verdict(findings, read_allowlist(here / "allowlist.txt"))
    print("\n".join(lines) if lines else f"{len(tree.files)} files, nothing out of place")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
