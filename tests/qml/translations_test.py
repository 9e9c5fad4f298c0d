#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text of the console is translated, and says the same placeholders.

usage: translations_test.py ROOT LUPDATE        reads the sources anew, so that a new text cannot be forgotten
"""
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

FOLDERS = ("app/console", "app/models", "app/offline", "qml")
PLACEHOLDER = re.compile(r"%(?:L?\d+|n)")


def sources(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".cpp", ".h", ".qml"):
                yield str(path)


def translations(message):
    translation = message.find("translation")
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


def problems(catalogue):
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            source = message.findtext("source")
            where = f"{context.findtext('name')}: {source!r}"
            if message.find("translation").get("type") == "unfinished" or not all(translations(message)):
                yield f"{where} is not translated"
                continue
            for text in translations(message):
                if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(text)):
                    yield f"{where} has other placeholders than {text!r}"


def main():
    root, lupdate = Path(sys.argv[1]), sys.argv[2]
    found = []
    for catalogue in sorted((root / "resources/translations").glob("*.ts")):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / catalogue.name
            shutil.copy(catalogue, copy)
            plurals = ["-pluralonly"] if catalogue.stem.endswith("_en") else []  # English needs no more
            subprocess.run([lupdate, "-silent", *plurals, "-no-obsolete", "-locations", "none", "-I", str(root / "app"),
                            "-I", str(root / "core"), *sources(root), "-ts", str(copy)],
                           check=True, stderr=subprocess.DEVNULL)
            found += [f"{catalogue.name}: {problem}" for problem in problems(copy)]
    print("\n".join(found) or "every text is translated")
    return 1 if found else 0


sys.exit(main())
