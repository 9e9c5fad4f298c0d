#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""resources/fleet.schema.json knows the keys and words that the parser knows (core/engine/fleet_nodes.h, fleet.h),
and takes the files that the parser takes. The walker below knows the part of JSON Schema 2020-12 that the schema uses,
and stops at anything else."""

import copy
import json
import pathlib
import re
import sys
import unittest

TREE = pathlib.Path(__file__).resolve().parents[3]
SCHEMA = json.loads((TREE / "resources/fleet.schema.json").read_text())
FIXTURES = TREE / "tests/core/engine/fixtures"

# Names of the arrays in the headers -> where the schema has the same.
KEYS = {
    "kFleetKeys": "", "kRegionKeys": "$defs/region", "kRegistryKeys": "$defs/region/properties/registry",
    "kLimitsKeys": "$defs/region/properties/limits", "kBandwidthKeys": "$defs/bandwidth",
    "kWindowKeys": "$defs/bandwidthWindow", "kTimeWindowKeys": "$defs/timeWindow", "kRuleKeys": "$defs/rule",
    "kTagKeys": "$defs/rule/properties/tags", "kReferrerKeys": "$defs/rule/properties/referrers",
    "kScheduleKeys": "$defs/rule/properties/schedule", "kPromotionKeys": "$defs/rule/properties/promotion",
    "kDeletesKeys": "$defs/rule/properties/deletes", "kAuditKeys": "$defs/rule/properties/audit",
    "kWebhooksKeys": "$defs/webhooks", "kWebhookSourceKeys": "$defs/webhooks/properties/sources/items",
}
WORDS = {
    "kWeekdays": "$defs/days/items", "kIndexModes": "$defs/rule/properties/index",
    "kLatestBy": "$defs/rule/properties/tags/properties/latest_by",
    "kPromotionModes": "$defs/rule/properties/promotion/properties/mode",
    "kPromotionGroups": "$defs/rule/properties/promotion/properties/group",
    "kDownPolicies": "$defs/rule/properties/promotion/properties/on_target_down",
    "kConflictPolicies": "$defs/rule/properties/promotion/properties/on_conflict",
    "kDeleteModes": "$defs/rule/properties/deletes/properties/mode",
    "kAuditDepths": "$defs/rule/properties/audit/properties/depth",
    "kWebhookKinds": "$defs/webhooks/properties/sources/items/properties/kind",
    "kWebhookAuths": "$defs/webhooks/properties/sources/items/properties/auth",
}


def at(path):
    node = SCHEMA
    for part in filter(None, path.split("/")):
        node = node[part]
    return node


def arrays():
    """The arrays of words in the headers."""
    found = {}
    for header in ("core/engine/fleet_nodes.h", "core/engine/fleet.h"):
        text = (TREE / header).read_text()
        for name, body in re.findall(r"std::array<std::string_view, \d+>\s+(\w+)\s*\{([^}]*)\}", text):
            found[name] = re.findall(r'"([^"]*)"', body)
    return found


TYPES = {"string": str, "boolean": bool, "array": list, "object": dict, "null": type(None)}
SILENT = {"description", "default", "examples", "title", "$schema", "$id", "$defs"}


def is_type(value, name):
    if name in ("number", "integer"):
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        return isinstance(value, (int, float)) and not isinstance(value, bool) and (name == "number" or whole)
    return isinstance(value, TYPES[name])


def faults(value, schema, path="$"):
    """What is wrong with the value."""
    out = []
    for key, rule in schema.items():
        if key in SILENT:
            continue
        if key == "$ref":
            out += faults(value, at(rule.removeprefix("#/")), path)
        elif key == "type":
            if not is_type(value, rule):
                return [f"{path}: not {rule}"]
        elif key == "const":
            out += [] if value == rule and isinstance(value, bool) == isinstance(rule, bool) else [f"{path}: not {rule}"]
        elif key == "enum":
            out += [] if value in rule else [f"{path}: none of {rule}"]
        elif key == "anyOf":
            out += [] if any(not faults(value, one, path) for one in rule) else [f"{path}: fits nothing"]
        elif key == "pattern":
            out += [] if re.search(rule, value) else [f"{path}: does not look like {rule}"]
        elif key in ("minLength", "minItems"):
            out += [] if len(value) >= rule else [f"{path}: shorter than {rule}"]
        elif key in ("maxLength", "maxItems"):
            out += [] if len(value) <= rule else [f"{path}: longer than {rule}"]
        elif key == "uniqueItems":
            out += [] if len({json.dumps(one) for one in value}) == len(value) else [f"{path}: named twice"]
        elif key == "minimum":
            out += [] if value >= rule else [f"{path}: below {rule}"]
        elif key == "maximum":
            out += [] if value <= rule else [f"{path}: above {rule}"]
        elif key == "items":
            for i, item in enumerate(value):
                out += faults(item, rule, f"{path}[{i}]")
        elif key == "required":
            out += [f"{path}: no {name}" for name in rule if name not in value]
        elif key == "properties":
            for name, item in value.items():
                if name in rule:
                    out += faults(item, rule[name], f"{path}.{name}")
        elif key == "additionalProperties":
            assert rule is False
            out += [f"{path}: unknown {name}" for name in value if name not in schema["properties"]]
        else:
            raise AssertionError(f"the walker does not know {key}")
    return out


def every_schema(node, path=""):
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from every_schema(value, f"{path}/{key}")


GOOD = {"version": 1,
        "regions": [{"id": "a", "lat": 1, "lon": 2, "registry": {"url": "https://a.example.com"}}],
        "rules": [{"id": "r", "source": "a", "targets": ["b"], "repositories": ["**"]}]}


def changed(path, value):
    fleet = copy.deepcopy(GOOD)
    node = fleet
    for part in path[:-1]:
        node = node[part] if isinstance(part, int) else node.setdefault(part, {})
    node[path[-1]] = value
    return fleet


class FleetSchema(unittest.TestCase):
    def test_keys_are_the_parsers(self):
        known = arrays()
        for name, path in KEYS.items():
            with self.subTest(name):
                self.assertEqual(set(known[name]), set(at(path)["properties"]))
                self.assertIs(at(path)["additionalProperties"], False)

    def test_words_are_the_parsers(self):
        known = arrays()
        for name, path in WORDS.items():
            with self.subTest(name):
                self.assertEqual(known[name], at(path)["enum"])

    def test_no_array_of_the_parser_is_forgotten(self):
        self.assertEqual(set(arrays()) - set(KEYS) - set(WORDS), set())

    def test_every_key_is_described(self):
        for path, node in every_schema(SCHEMA):
            for name, value in node.get("properties", {}).items() if isinstance(node.get("properties"), dict) else ():
                with self.subTest(f"{path}/{name}"):
                    target = at(value["$ref"].removeprefix("#/")) if "$ref" in value else value
                    self.assertTrue(value.get("description") or target.get("description"))

    def test_takes_what_the_parser_takes(self):
        files = sorted(FIXTURES.glob("*.json"))
        self.assertGreater(len(files), 3)
        for file in files:
            with self.subTest(file.name):
                self.assertEqual(faults(json.loads(file.read_text()), SCHEMA), [])
        self.assertEqual(faults(GOOD, SCHEMA), [])

    def test_refuses_what_the_parser_refuses(self):
        rule, region = ("rules", 0), ("regions", 0)
        for path, value in (
                (("version",), 2), (("regionz",), []), (region + ("role",), "copy"), (region + ("lat",), 91),
                (region + ("registry", "url"), "ftp://a"), (region + ("registry", "url"), "https://u:p@a"),
                (region + ("registry", "password"), "x"), (region + ("registry", "ca"), "relative.pem"),
                (region + ("id",), "-a"), (region + ("limits",), {"requests_at_once": 0}),
                (region + ("limits",), {"requests_at_once": 1.5}), (region + ("bandwidth",), {"limit": "40 Mbit"}),
                (region + ("bandwidth",), {"limit": 5}), (region + ("bandwidth",), {"windows": [{}]}),
                (rule + ("targets",), []), (rule + ("targets",), ["b", "b"]), (rule + ("repositories",), []),
                (rule + ("tags",), {"latest": 0}), (rule + ("tags",), {"since": "30"}), (rule + ("tags",), {"latest_by": "size"}),
                (rule + ("index",), "dense"), (rule + ("referrers",), {"copy": "some"}),
                (rule + ("schedule",), {"cron": 5}), (rule + ("schedule",), {"poll": "0m"}), (rule + ("schedule",), {"on_push": "yes"}),
                (rule + ("schedule",), {"windows": [{"from": "25:00"}]}), (rule + ("promotion",), {"waves": ["b"]}),
                (rule + ("promotion",), {"mode": "all"}), (rule + ("deletes",), {"stop_above": 101}),
                (rule + ("audit",), {"depth": "shallow"}), (("webhooks",), {"sources": [{"id": "a"}]})):
            with self.subTest(f"{path}: {value}"):
                self.assertNotEqual(faults(changed(path, value), SCHEMA), [])


if __name__ == "__main__":
    sys.exit(unittest.main())
