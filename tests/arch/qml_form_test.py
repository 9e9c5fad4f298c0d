#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checker of QML's form can fail, and knows what is none of its business."""
import unittest

import qml_form


def rules_of(text, path="qml/pages/Some.qml"):
    return [(line, rule) for line, rule, _ in qml_form.findings(path, text)]


def body(count):
    return "\n".join(f"        step({i})" for i in range(count))


class Functions(unittest.TestCase):
    def test_five_lines_are_allowed_and_six_are_not(self):
        for opening in ("function go(a, b) {", "onClicked: {", "Keys.onPressed: event => {", "width: {",
                        "onDone: function(x) {", "function go(): string {"):
            with self.subTest(opening):
                self.assertEqual(rules_of(f"Item {{\n    {opening}\n{body(5)}\n    }}\n}}\n"), [])
                self.assertEqual(rules_of(f"Item {{\n    {opening}\n{body(6)}\n    }}\n}}\n")[:1], [(2, "function")])

    def test_empty_lines_and_comments_are_no_code(self):
        self.assertEqual(rules_of("Item {\n function go() {\n" + body(3) + "\n\n  // why\n /* { */\n" + body(2) + "\n }\n}\n"), [])

    def test_objects_are_no_functions(self):
        for text in ("Item {\n" + body(0) + "\n delegate: Row {\n" + "  id: row\n" * 9 + " }\n}\n",
                     "Item {\n anchors {\n" + " top: a.top\n" * 9 + " }\n}\n",
                     "Item {\n property var map: ({\n" + '  "a": 1,\n' * 9 + " })\n}\n"):
            self.assertEqual(rules_of(text), [])

    def test_braces_in_strings_do_not_count(self):
        self.assertEqual(rules_of('Item {\n function go() {\n  say("{{{")\n }\n' + " width: 1\n" * 9 + "}\n"), [])


class Files(unittest.TestCase):
    def test_length(self):
        self.assertEqual(rules_of("\n" * 299), [])
        self.assertEqual(rules_of("\n" * 300), [(300, "length")])


class Looks(unittest.TestCase):
    def test_colours(self):
        for text in ('color: "#fff"', 'color: dark ? "#11223344" : Theme.bg', 'border.color: "red"', "color: Qt.rgba(0, 0, 0, 0.5)"):
            with self.subTest(text):
                self.assertEqual([rule for _, rule in rules_of(f"Item {{\n {text}\n}}\n")], ["colour"])
        for text in ("color: Theme.text", 'color: "transparent"', 'text: "#1 of 3"', '// "#fff"',
                     "color: Qt.rgba(tone.r, tone.g, tone.b, 0.2)"):
            with self.subTest(text):
                self.assertEqual(rules_of(f"Item {{\n {text}\n}}\n"), [])

    def test_sizes(self):
        self.assertEqual(rules_of("Text {\n font.pixelSize: 12\n}\n"), [(2, "size")])
        self.assertEqual(rules_of("Text {\n font { pixelSize: 10; bold: true }\n}\n"), [(2, "size")])
        self.assertEqual(rules_of("Text {\n font.pixelSize: Theme.body\n}\n"), [])

    def test_the_theme_may(self):
        self.assertEqual(rules_of('QtObject {\n property color bg: "#0b0f17"\n}\n', "qml/theme/Theme.qml"), [])


if __name__ == "__main__":
    unittest.main()
