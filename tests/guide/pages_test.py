# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide and the READMEs as text: whole, true to the fleet file, the same in both languages."""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pages  # noqa: E402
import run_guide  # noqa: E402

ROOT = pages.ROOT
EN, ZH = pages.guide("en"), pages.guide("zh_CN")
SCHEMA = json.loads((ROOT / "resources/fleet.schema.json").read_text())
PROGRAM = Path(os.environ.get("PROGRAMS", ROOT / "build/release/bin")) / "meridianctl"
BOTH = {"English": EN, "Chinese": ZH}
# Sections of the page "fleet-file" and what they explain.
SECTIONS = {"file": SCHEMA, **{name: SCHEMA["$defs"][name] for name in ("region", "rule", "bandwidth", "webhooks")}}


def resolved(node):
    return {**SCHEMA["$defs"][node["$ref"].split("/")[-1]], **node} if "$ref" in node else node


def keys_of(node, path=""):
    """{key by key: its schema}; what has a section of its own is explained there."""
    found = {}
    for name, value in node.get("properties", {}).items():
        whole, inner = f"{path}{name}", resolved(value)
        found[whole] = inner
        item = resolved(inner.get("items", {})) if inner.get("type") == "array" else inner
        if value.get("$ref", inner.get("items", {}).get("$ref", "")).split("/")[-1] not in SECTIONS:
            found.update(keys_of(item, whole + "."))
    return found


def told(text):
    """{section: {key: (means, default, example)}} of the page."""
    found = {}
    for part in re.split(r'(?=<a id="[a-z-]+"></a>\n## )', text):
        name = re.match(r'<a id="([a-z-]+)">', part)
        if name and name[1] in SECTIONS:
            found[name[1]] = dict(pages.key_rows(part))
    return found


def code(cell):
    """What stands as code in a cell, as JSON; None where nothing does."""
    match = re.match(r"`(.+?)`", cell)
    return match[1] if match else None


def example_fleet():
    region = {"lat": 1, "lon": 1}
    return {"version": 1,
            "regions": [{"id": r, **region, "registry": {"url": f"https://{r}.example.com"}} for r in ("fra", "tyo", "sjc")],
            "rules": [{"id": "r", "source": "fra", "targets": ["tyo", "sjc"], "repositories": ["**"]}],
            "webhooks": {"certificate": "/c.pem", "key": "/k.pem", "sources": [
                {"id": "s", "region": "fra", "kind": "zot", "credential": "x"}]}}


def put(place, path, schema, value):
    """Sets one key of an example and what has to be beside it."""
    for name in path[:-1]:
        inner = resolved(schema["properties"][name])
        if inner.get("type") == "array":
            schema = resolved(inner["items"])
            fresh = {"limit": "1 MB/s"} if "limit" in schema["properties"] else {}
            place = place.setdefault(name, [fresh])[0]
        else:
            schema, place = inner, place.setdefault(name, {})
    if path[:1] == ["bandwidth"] and path[-1] == "windows":
        value = value or [{"limit": "off"}]
    place[path[-1]] = value


def accepted(fleet):
    """None, or what meridianctl says against a fleet file; nothing is asked of any registry."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fleet.json"
        file.write_text(fleet if isinstance(fleet, str) else json.dumps(fleet))
        done = subprocess.run([PROGRAM, "--fleet", file, "--state", folder, "jobs"], capture_output=True, text=True,
                              env={"HOME": folder, "PATH": "", "MERIDIAN_KEYCHAIN": "off"}, timeout=60, check=False)
        return None if done.returncode == 0 else done.stderr


def translations():
    """English -> Chinese of the console's catalogue."""
    tree = xml.parse(ROOT / "resources/translations/meridian_zh_CN.ts")
    return {m.findtext("source"): m.findtext("translation") for m in tree.iter("message")}


class Guide(unittest.TestCase):
    def test_both_languages_have_the_same_pages(self):
        self.assertEqual(set(EN), set(ZH))
        for name in EN:
            with self.subTest(page=name):
                self.assertEqual([level for level, _ in pages.headings(EN[name])],
                                 [level for level, _ in pages.headings(ZH[name])], "headings")
                self.assertEqual(pages.anchors(EN[name]), pages.anchors(ZH[name]))
                self.assertEqual(pages.links(EN[name]), pages.links(ZH[name]))
                for one, other in zip(pages.blocks(EN[name]), pages.blocks(ZH[name]), strict=True):
                    self.assertEqual((one.kind, one.text, one.notes), (other.kind, other.text, other.notes))

    def test_links_lead_somewhere(self):
        for language, guide in BOTH.items():
            places = {name: set(pages.anchors(text)) for name, text in guide.items()}
            for section, keys in told(guide["fleet-file"]).items():
                places["fleet-file"] |= {f"{section}.{key}" for key in keys}
            for name, text in guide.items():
                for link in pages.links(text):
                    with self.subTest(language=language, page=name, link=link):
                        page, _, anchor = link.partition("#")
                        page = page.removesuffix(".md") or name
                        self.assertIn(page, places)
                        if anchor:
                            self.assertIn(anchor, places[page])

    def test_places_that_the_console_names_are_there(self):
        places = set(EN) | {f"{name}#{anchor}" for name, text in EN.items() for anchor in pages.anchors(text)}
        places |= {f"fleet-file#{section}.{key}" for section, keys in told(EN["fleet-file"]).items() for key in keys}
        named = set()
        for file in (ROOT / "qml").rglob("*.qml"):
            named |= set(re.findall(r'^ *topic: "([^"]*)"', file.read_text(), re.M))
        self.assertGreater(len(named), 30)
        self.assertEqual(named - places, set())

    def test_a_page_begins_with_its_one_title(self):
        for language, guide in BOTH.items():
            for name, text in guide.items():
                with self.subTest(language=language, page=name):
                    self.assertTrue(text.startswith("# "))
                    self.assertEqual([level for level, _ in pages.headings(text)].count(1), 1)

    def test_fences_are_of_known_kinds(self):
        for language, guide in BOTH.items():
            for name, text in guide.items():
                for block in pages.blocks(text):
                    with self.subTest(language=language, page=name, line=block.line):
                        self.assertIn(block.kind, pages.KINDS if block.text else ("",))
                        self.assertLessEqual({word for word, _ in block.notes}, set(pages.NOTES))
                        if block.kind == "console":
                            self.assertTrue(block.text.startswith(tuple(run_guide.NOT_RUN)), block.text)

    def test_blocks_that_are_not_run_are_a_handful(self):
        not_run = [b for text in EN.values() for b in pages.blocks(text) if b.kind == "console"]
        self.assertLessEqual(len(not_run), 6)


class Readme(unittest.TestCase):
    ENGLISH, CHINESE = ROOT / "README.md", ROOT / ".github/README.zh-CN.md"

    @staticmethod
    def targets(file, text):
        """Where links and pictures lead, as paths of the repository; pages of the guide without their language."""
        found = []
        for link in pages.links(text):
            if not re.match(r"[a-z]+:", link):
                path = os.path.relpath((file.parent / link.split("#")[0]).resolve(), ROOT)
                found.append(re.sub(r"guide/(en|zh_CN)/", "guide/", path))
        return found

    def setUp(self):
        self.one, self.other = self.ENGLISH.read_text(encoding="utf-8"), self.CHINESE.read_text(encoding="utf-8")

    def test_both_languages_say_the_same(self):
        self.assertEqual([level for level, _ in pages.headings(self.one)], [level for level, _ in pages.headings(self.other)])
        for one, other in zip(pages.blocks(self.one), pages.blocks(self.other), strict=True):
            self.assertEqual((one.kind, one.text, one.notes), (other.kind, other.text, other.notes))
        # each begins with a link to the other
        self.assertEqual(self.targets(self.ENGLISH, self.one)[1:], self.targets(self.CHINESE, self.other)[1:])

    def test_links_lead_somewhere(self):
        for file, text in ((self.ENGLISH, self.one), (self.CHINESE, self.other)):
            for link in pages.links(text):
                with self.subTest(file=file.name, link=link):
                    self.assertTrue(re.match(r"[a-z]+:", link) or (file.parent / link.split("#")[0]).exists())

    def test_every_page_of_the_guide_is_named(self):
        for file, text, language in ((self.ENGLISH, self.one, "en"), (self.CHINESE, self.other, "zh_CN")):
            named = {Path(link).stem for link in pages.links(text) if f"guide/{language}/" in link}
            self.assertEqual(named, set(EN), file.name)

    def test_fences_are_of_known_kinds(self):
        for block in pages.blocks(self.one):
            with self.subTest(line=block.line):
                self.assertIn(block.kind, pages.KINDS)
                if block.kind == "console":
                    self.assertTrue(block.text.startswith(tuple(run_guide.NOT_RUN)), block.text)

    @unittest.skipUnless(PROGRAM.exists(), "meridianctl is not built")
    def test_the_fleet_is_accepted(self):
        fleets = [block.text for block in pages.blocks(self.one) if block.kind == "json"]
        self.assertEqual(len(fleets), 1)
        self.assertIsNone(accepted(fleets[0]))


class FleetFile(unittest.TestCase):
    def test_each_key_is_explained_and_none_is_invented(self):
        for language, guide in BOTH.items():
            explained = told(guide["fleet-file"])
            for section, schema in SECTIONS.items():
                with self.subTest(language=language, section=section):
                    self.assertEqual(set(explained[section]), set(keys_of(schema)))

    def test_defaults_are_those_of_the_schema(self):
        for language, guide in BOTH.items():
            for section, keys in told(guide["fleet-file"]).items():
                schema = keys_of(SECTIONS[section])
                for key, (_, default, _) in keys.items():
                    with self.subTest(language=language, key=f"{section}.{key}"):
                        written = code(default)
                        if written is not None:
                            self.assertEqual(json.loads(written), schema[key].get("default"))
                        elif key.split(".")[-1] != "days":
                            self.assertNotIn("default", schema[key])

    def test_keys_that_must_be_given_are_called_so(self):
        for section, keys in told(EN["fleet-file"]).items():
            for key, (_, default, _) in keys.items():
                parent, name = SECTIONS[section], key.split(".")[-1]
                for part in key.split(".")[:-1]:
                    parent = resolved(parent["properties"][part])
                    parent = resolved(parent["items"]) if parent.get("type") == "array" else parent
                with self.subTest(key=f"{section}.{key}"):
                    self.assertEqual(default == "must be given", name in parent.get("required", []))

    @unittest.skipUnless(PROGRAM.exists(), "meridianctl is not built")
    def test_examples_of_keys_are_accepted(self):
        for section, keys in told(EN["fleet-file"]).items():
            for key, (_, _, example) in keys.items():
                if code(example) is None:
                    continue
                name, value = next(iter(json.loads("{" + code(example) + "}").items()))
                fleet = example_fleet()
                places = {"file": fleet, "region": fleet["regions"][1], "rule": fleet["rules"][0],
                          "webhooks": fleet["webhooks"], "bandwidth": fleet["rules"][0].setdefault("bandwidth", {})}
                if section == "rule" and name == "index":
                    fleet["rules"][0]["platforms"] = ["linux/amd64"]
                if name == "require":
                    fleet["rules"][0]["referrers"] = {"copy": "all"}
                with self.subTest(key=f"{section}.{key}"):
                    self.assertEqual(name, key.split(".")[-1])
                    put(places[section], key.split("."), SECTIONS[section], value)
                    self.assertIsNone(accepted(fleet))

    @unittest.skipUnless(PROGRAM.exists(), "meridianctl is not built")
    def test_examples_in_json_are_accepted(self):
        for name, text in EN.items():
            for block in pages.blocks(text):
                if block.kind != "json":
                    continue
                with self.subTest(page=name, line=block.line):
                    value, fleet = json.loads(block.text), example_fleet()
                    if "version" in value:
                        fleet = value
                    elif "source" in value:
                        fleet["rules"] = [value]
                    elif "registry" in value:
                        fleet["regions"] = [r for r in fleet["regions"] if r["id"] != value["id"]] + [value]
                    else:
                        fleet["webhooks"] = value
                    self.assertIsNone(accepted(fleet))

    @unittest.skipUnless(PROGRAM.exists(), "meridianctl is not built")
    def test_the_judge_can_say_no(self):
        self.assertIn("regoins", accepted('{"version": 1, "regoins": []}'))


class Words(unittest.TestCase):
    def test_codes_of_errors_are_those_of_the_program(self):
        names = dict(re.findall(r'Row\{Errc::(\w+), "(\w+)"', (ROOT / "core/base/error.cpp").read_text()))
        meanings = dict(re.findall(r'case Errc::(\w+): return Text::tr\("([^"]*)"\)',
                                   (ROOT / "app/models/text.cpp").read_text()))
        advice, waiting = {}, []
        for line in (ROOT / "app/models/error_fix.cpp").read_text().split("\n"):
            waiting += re.findall(r"case Errc::(\w+):", line)
            if fix := re.search(r'return Fixes::tr\("([^"]*)"\)', line):
                advice.update(dict.fromkeys(waiting, fix[1]))
            waiting = [] if fix or "break;" in line else waiting
        chinese = translations()
        english = {names[e]: (meanings[e], advice.get(e)) for e in names if e not in ("Cancelled", "Internal")}
        for guide, say in ((EN, lambda text: text), (ZH, chinese.get)):
            rows = {row[0].strip("`"): row[1:] for row in pages.rows(guide["trouble"]) if re.match(r"`[A-Z_]+`$", row[0])}
            self.assertEqual(set(rows), set(english))
            for name, (meaning, fix) in english.items():
                with self.subTest(code=name):
                    self.assertEqual(rows[name], [say(meaning) + ("." if guide is EN else "。"), say(fix) if fix else "–"])

    def test_keys_are_those_of_the_program(self):
        source = (ROOT / "app/console/palette/shortcuts.cpp").read_text()
        keys = set(re.findall(r'QStringLiteral\("((?:Ctrl|Alt|F\d|\?|Tab|Return|Esc|Up)[^"]*)"\)', source))
        for language, guide in BOTH.items():
            text = guide["keys"]
            for key in keys - {"Ctrl+%1"}:
                with self.subTest(language=language, key=key):
                    self.assertIn(key if key != "Up, Down" else "`Up`, `Down`", text)

    @unittest.skipUnless(PROGRAM.exists(), "meridianctl is not built")
    def test_every_verb_has_an_example(self):
        said = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True).stdout
        verbs = set(re.findall(r"^  ([a-z]+)", said.split("Options:")[0], re.M))
        self.assertIn("sync", verbs)
        commands = "".join(b.text for name in ("commands", "move", "recover", "trouble")
                           for b in pages.blocks(EN[name]) if b.kind == "sh")
        for verb in verbs:
            with self.subTest(verb=verb):
                self.assertRegex(commands, rf"meridianctl (--\S+ )*{verb}\b")


if __name__ == "__main__":
    unittest.main()
