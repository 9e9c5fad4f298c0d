#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checker itself must be able to fail: each named case is a small tree and the findings that it must give."""
import tempfile
import unittest
from pathlib import Path

import check
import rules

SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
# A tree without a fault; each case adds to it or replaces a file of it.
CLEAN = {
    "core/base/README.md": "# base\n",
    "core/base/result.h": SPDX + "#include <string>\n",
    "core/plan/README.md": "# plan\n",
    "core/plan/plan.h": SPDX + '#include "base/result.h"\n#include <vector>\n',
    "core/transfer/README.md": "# transfer\n",
    "core/transfer/executor.cpp": SPDX + '#include "plan/plan.h"\n#include <nlohmann/json.hpp>\n',
    "core/curl/README.md": "# curl\n",
    "core/curl/http.cpp": SPDX + "#include <curl/curl.h>\n#include <thread>\nstd::jthread t;\n",
    "core/ports/README.md": "# ports\n",
    "core/ports/http.h": SPDX + "class Http {\n virtual void get(int) = 0;\n};\n",
    "core/engine/README.md": "# engine\n",
    "core/engine/engine.h": SPDX + '#include "curl/http.h"\n',
    "core/attach/README.md": "# attach\n",
    "core/attach/reception.cpp": SPDX + '#include "attach/json/x_json.h"\n#include "engine/engine.h"\n',
    "app/cli/README.md": "# cli\n",
    "app/cli/main.cpp": SPDX + '#include "engine/engine.h"\n#include "cli/verb.h"\n#include "options.h"\n',
    "app/cli/verb.h": SPDX,
    "app/cli/options.h": SPDX,
    "app/models/README.md": "# models\n",
    "app/models/job_model.h": SPDX + "#include <QAbstractListModel>\n",
    "app/offline/README.md": "# offline\n",
    "app/offline/scripted_fleet.cpp": SPDX + '#include "memory/registry.h"\n',
    "qml/README.md": "# qml\n",
    "qml/Main.qml": SPDX + 'import QtQuick\nimport Meridian.Models\nimport "pages"\nItem {}\n',
    "tests/core/curl/http_test.cpp": SPDX + "#include <QTest>\n#include <curl/curl.h>\n",
    "installer/quickstart": "#!/bin/sh\n# SPDX-License-Identifier: GPL-3.0-or-later\n",
}
MANY = SPDX + "class Http {\n" + "".join(f"  virtual void m{i}(int a) const = 0;\n" for i in range(16)) + "};\n"

# name: (path, text, findings as "rule: detail")
CASES = {
    "upward include": ("core/base/x.cpp", '#include "oci/digest.h"\n', ["floor: oci/digest.h is upward"]),
    "F3 includes an adapter": ("core/plan/x.cpp", '#include "curl/http.h"\n', ["floor: curl/http.h is upward"]),
    "F3 siblings": ("core/plan/x.cpp", '#include "transfer/fan_out.h"\n',
                    ["floor: transfer/fan_out.h is on the same floor"]),
    "transfer reads plan.h only": ("core/transfer/x.cpp", '#include "plan/filter.h"\n',
                                   ["floor: plan/filter.h is on the same floor"]),
    "two adapters": ("core/sqlite/x.h", '#include "disk/file.h"\n', ["floor: disk/file.h is on the same floor"]),
    "F1 siblings": ("core/auth/x.h", '#include "oci/digest.h"\n', ["floor: oci/digest.h is on the same floor"]),
    "beast and mirror": ("core/beast/x.cpp", '#include "mirror/lookup.h"\n',
                         ["floor: beast may never include mirror/lookup.h"]),
    "room without a floor": ("core/attic/x.h", '#include "base/result.h"\n',
                             ["floor: room attic has no floor in rules.py"]),
    "core includes app": ("core/engine/x.cpp", '#include "cli/verb.h"\n',
                          ["floor: cli/verb.h: core includes rooms of core only"]),
    "plan asks a port": ("core/plan/x.cpp", '#include "ports/http.h"\n',
                         ["pure: plan has no input or output: ports/http.h"]),
    "plan reads files": ("core/plan/x.cpp", "#include <fstream>\n", ["pure: plan has no input or output: <fstream>"]),
    "auth opens sockets": ("core/auth/x.cpp", "#include <sys/socket.h>\n",
                           ["pure: auth has no input or output: <sys/socket.h>"]),
    "relative include": ("core/base/x.cpp", '#include "../oci/digest.h"\n',
                         ["include: relative path ../oci/digest.h"]),
    "include with spaces": ("core/base/x.cpp", '  #  include   "oci/digest.h"\n',
                            ["floor: oci/digest.h is upward"]),
    "curl outside its folder": ("core/distribution/x.cpp", "#include <curl/curl.h>\n",
                                ["third-party: <curl/curl.h> belongs in core/curl/"]),
    "curl in a test of another room": ("tests/core/plan/x.cpp", "#include <curl/curl.h>\n",
                                       ["third-party: <curl/curl.h> belongs in core/curl/"]),
    "sqlite in the engine": ("core/engine/x.cpp", "#include <sqlite3.h>\n",
                             ["third-party: <sqlite3.h> belongs in core/sqlite/"]),
    "OpenSSL beside sha256": ("core/base/tls.cpp", "#include <openssl/ssl.h>\n",
                              ["third-party: <openssl/ssl.h> belongs in core/base/sha256, core/auth/, core/beast/"]),
    "Qt in core": ("core/engine/x.h", "#include <QString>\n", ["third-party: <QString> belongs in app/, qml/, tests/"]),
    "json in a header": ("core/oci/x.h", "#include <nlohmann/json.hpp>\n",
                         ["third-party: <nlohmann/json.hpp> in a header"]),
    "json declared in a public header": ("core/oci/x.h", "#include <nlohmann/json_fwd.hpp>\n",
                                         ["third-party: <nlohmann/json_fwd.hpp> in a header"]),
    "json in a header of messages": ("core/attach/json/x_json.h", "#include <nlohmann/json.hpp>\n", []),
    "json in another header of that folder": ("core/attach/json/x.h", "#include <nlohmann/json.hpp>\n",
                                              ["third-party: <nlohmann/json.hpp> in a header"]),
    "a header brings json": ("core/attach/x.h", '#include "attach/json/x_json.h"\n',
                             ["third-party: attach/json/x_json.h brings <nlohmann/json.hpp> into a header"]),
    "unknown library": ("core/base/x.cpp", "#include <fmt/format.h>\n",
                        ["third-party: <fmt/format.h> is in no table"]),
    "cli names an adapter": ("app/cli/x.cpp", '#include "sqlite/state.h"\n',
                             ["adapter: sqlite/state.h: only engine names adapters"]),
    "console names memory": ("app/console/x.cpp", '#include "memory/registry.h"\n',
                             ["adapter: memory/registry.h: only engine names adapters"]),
    "model sees the engine": ("app/models/x.cpp", '#include "engine/engine.h"\n',
                              ["engine: engine/engine.h: the bridge is the one place that sees an engine"]),
    "model goes round it": ("app/models/x.cpp", '#include "engine/interior.h"\n',
                            ["engine: engine/interior.h: the bridge is the one place that sees an engine"]),
    "header that is not there": ("app/cli/x.cpp", '#include "cli/gone.h"\n', ["include: cli/gone.h is not found"]),
    "QML imports a foreign module": ("qml/X.qml", "import QtNetwork\nItem {}\n", ["qml: import QtNetwork"]),
    "QML imports a script": ("qml/X.qml", 'import "logic.js" as L\nItem {}\n',
                             ['qml: import "logic.js": no scripts beside models and bridge']),
    "C++ of QML sees core": ("qml/x.cpp", '#include "oci/digest.h"\n',
                             ["qml: oci/digest.h: QML sees models and the bridge only"]),
    "thread in a pipeline": ("core/transfer/x.cpp", "std::jthread worker;\n",
                             ["threads: only the pool, adapters and engine start threads"]),
    "too many lines": ("core/base/x.cpp", "\n" * 800, ["length: more than 800 lines"]),
    "class named Manager": ("core/base/x.h", "class [[nodiscard]] JobManager {};\n", ["name: class JobManager"]),
    "struct named Impl": ("core/base/x.h", "struct ClientImpl;\n", ["name: class ClientImpl"]),
    "file named util": ("core/base/string_util.h", "", ["name: file named string_util.h"]),
    "port with code": ("core/ports/x.cpp", "", ["ports: ports/ holds headers only"]),
    "too many methods": ("core/ports/http.h", MANY[len(SPDX):], ["ports: Http has more than 15 methods"]),
}
INNOCENT = {
    "json declared in a header of the tool": ("app/cli/x.h", "#include <nlohmann/json_fwd.hpp>\n"),
    "model shows values": ("app/models/x.cpp", '#include "engine/snapshot.h"\n'),
    "a comment that names a class": ("core/base/x.h", "// class JobManager is what we do not have\n"),
    "thread's static members": ("core/transfer/x.cpp", "auto n = std::thread::hardware_concurrency();\n"),
    "include in a comment": ("core/base/x.cpp", '// #include "oci/digest.h"\n'),
    "POSIX where I/O is": ("core/disk/x.cpp", "#include <sys/stat.h>\n#include <unistd.h>\n"),
    "moc file": ("tests/core/base/x_test.cpp", '#include "x_test.moc"\n'),
    "fifteen methods": ("core/ports/http.h", MANY.replace("  virtual void m0(int a) const = 0;\n", "")[len(SPDX):]),
}


def findings(extra, remove=()):
    with tempfile.TemporaryDirectory() as folder:
        for path, text in {**CLEAN, **extra}.items():
            if path in remove:
                continue
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return {finding for finding in check.Tree(folder).check()}


class CheckerTest(unittest.TestCase):
    def test_clean_tree(self):
        self.assertEqual(findings({}), set())

    def test_violations(self):
        for name, (path, text, expected) in CASES.items():
            with self.subTest(name):
                readme = "/".join(path.split("/")[:2]) + "/README.md" if path.startswith(("core", "app")) else "x.md"
                got = findings({path: SPDX + text, readme: "# room\n"})
                self.assertEqual(got, {(path, *e.split(": ", 1)) for e in expected})

    def test_innocent(self):
        for name, (path, text) in INNOCENT.items():
            with self.subTest(name):
                room = "/".join(path.split("/")[:2]) + "/README.md"
                self.assertEqual(findings({path: SPDX + text, room: "# room\n"}), set())

    def test_licence_line(self):
        for path in ("core/base/x.h", "qml/X.qml", "installer/quickstart", "tests/CMakeLists.txt"):
            with self.subTest(path):
                self.assertEqual(findings({path: "#!/bin/sh\n\n\n\n"}),
                                 {(path, "licence", "no SPDX line at the top")})

    def test_readmes(self):
        self.assertEqual(findings({}, remove=("core/curl/README.md", "qml/README.md")),
                         {("core/curl/README.md", "readme", "missing"), ("qml/README.md", "readme", "missing")})
        self.assertEqual(findings({"app/cli/README.md": "x\n" * 41}),
                         {("app/cli/README.md", "readme", "more than 40 lines")})

    def test_allowlist_only_shrinks(self):
        found = {("core/a.h", "floor", "b/c.h is upward")}
        entry = "core/a.h: floor: b/c.h is upward"
        self.assertEqual(check.verdict(found, {entry}, at_most=1), [])
        self.assertEqual(check.verdict(found, set(), at_most=0), [entry])
        self.assertIn("not needed any more", check.verdict(set(), {entry}, at_most=1)[0])
        self.assertIn("may only shrink", check.verdict(found, {entry}, at_most=0)[0])
        self.assertIn("lower ALLOWED_AT_MOST", check.verdict(set(), set(), at_most=1)[0])

    def test_allowlist_reads_entries_and_reasons(self):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write("# words\n\na.h: floor: x  # because\n")
            file.flush()
            self.assertEqual(check.read_allowlist(Path(file.name)), {"a.h: floor: x"})

    def test_tables_agree(self):
        self.assertTrue(rules.ADAPTERS)
        for room, header in rules.SAME_FLOOR:
            self.assertEqual(rules.FLOORS[room], rules.FLOORS[header.split("/")[0]])


if __name__ == "__main__":
    unittest.main(verbosity=1)
