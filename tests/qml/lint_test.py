#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""qmllint has nothing to say about the console's QML.

usage: lint_test.py ROOT QMLLINT IMPORT_DIR...

All categories of qmllint 6.4 but those that it cannot judge:
- property, type: it knows items by the type that they are declared as, not by what they are ("parent.title"), and lacks
  some of Qt's own types (Qt.application.font).
- deferred-property-id: our controls stand on Qt Quick Templates, whose contentItem has nothing to be deferred against.
"Unqualified access" to an id of the same file is how delegates reach what they stand in: "pragma ComponentBehavior" came
with Qt 6.5. To anything else it is a finding.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

LEVELS = {"property": "disable", "type": "disable", "deferred-property-id": "disable", "unqualified": "warning",
          "unused-imports": "warning", "multiline-strings": "warning", "multiple-attached-objects": "disable"}
# QtCharts 6.4 ships type information without its axes.
NOT_OURS = re.compile(r"^ValueAxis was not found|^unknown grouped property scope (labelsFont|titleFont)")
ID = re.compile(r"\bid:\s*(\w+)")


def lint(qmllint, imports, files):
    """[(file, line, message)] of all findings."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        command = [qmllint, "--json", out.name]
        for category, level in LEVELS.items():
            command += [f"--{category}", level]
        for folder in imports:
            command += ["-I", str(folder)]
        subprocess.run(command + [str(f) for f in files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        report = json.load(open(out.name, encoding="utf-8"))
    found = []
    for entry in report["files"]:
        text = Path(entry["filename"]).read_text(encoding="utf-8")
        ids = set(ID.findall(text))
        for warning in entry["warnings"]:
            message = warning["message"]
            if warning["type"] == "info" or NOT_OURS.search(message):
                continue
            place = warning.get("charOffset")
            word = text[place:place + warning["length"]] if place is not None else ""
            if message == "Unqualified access":
                if word in ids:
                    continue
                message += f" to {word}"
            found.append((entry["filename"], warning.get("line", 0), message))
    if len(report["files"]) != len(files):
        found.append(("qmllint", 0, f"looked at {len(report['files'])} of {len(files)} files"))
    return found


def can_fail(qmllint, imports):
    """Whether a file with four faults has at least four findings."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "Faulty.qml"
        file.write_text("import QtQuick\nimport QtQml\nimport Nowhere\nItem {\n    id: one\n    Nothing {}\n"
                        "    width: nobody.width\n    height: one.x\n    Text { onClickedd: {} }\n}\n", encoding="utf-8")
        return len(lint(qmllint, imports, [file])) >= 4


def main(root, qmllint, *imports):
    files = sorted(file for file in (Path(root) / "qml").rglob("*.qml"))
    missing = [folder for folder in imports if not list(Path(folder).rglob("*.qmltypes"))]
    if missing:
        print(f"no type information in {', '.join(missing)}: build the program first")
        return 1
    if not can_fail(qmllint, imports):
        print("qmllint finds nothing in a file with four faults")
        return 1
    found = lint(qmllint, imports, files)
    for file, line, message in found:
        print(f"{file}:{line}: {message}")
    if not found:
        print(f"{len(files)} files, nothing to say")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
