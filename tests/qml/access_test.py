#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader finds on every page of the real program: each control has a name.

usage: access_test.py PROGRAM [FOLDER]   the trees are written into FOLDER, one file a page
"""
import collections
import os
import sys
from pathlib import Path

import desktop

PAGES = ["overview", "regions", "region", "rules", "images", "image", "jobs", "consistency", "activity", "settings", "setup", "guide"]
CONTROLS = {"push button", "toggle button", "check box", "radio button", "combo box", "entry", "text", "list item", "slider",
            "page tab", "menu item", "spin button", "link", "table cell", "tree item", "table row"}
RAIL = {"Guide", "Overview", "Regions", "Rules", "Images", "Jobs", "Consistency", "Activity", "Settings"}
MOST = 6000  # nodes of a page; more is a table that is not virtual


def walk(node, depth=0, count=None):
    """(depth, role, name, showing) of a node and all below it."""
    count = count if count is not None else [0]
    count[0] += 1
    if count[0] > MOST:
        return
    states = node.get_state_set()
    yield depth, node.get_role_name(), node.get_name() or "", states.contains(Atspi.StateType.SHOWING), node
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield from walk(child, depth + 1, count)


def application(pid):
    root = Atspi.get_desktop(0)
    for i in range(root.get_child_count()):
        child = root.get_child_at_index(i)
        if child is not None and child.get_process_id() == pid:
            return child
    return None


def tree_of(pid):
    """The page's tree once it is there and no longer grows."""
    last = []

    def settled():
        nonlocal last
        app = application(pid)
        tree = list(walk(app)) if app else []
        names = [entry[:3] for entry in tree]
        same = len(names) > 10 and names == [entry[:3] for entry in last]
        last = tree
        return tree if same else None
    return desktop.until(settled, 40, 0.4) or []


def look(desk, program, page, folder):
    """What is wrong with a page, one line each."""
    process = desk.start([program, "--offline", "--scene", "fine", "--page", page, "--lang", "en"],
                         QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_QUICK_BACKEND="software")
    tree = tree_of(process.pid)
    desk.end(process)
    wrong = []
    if folder:
        text = "".join(f"{'  ' * depth}{role}: {name!r}{'' if shown else ' (hidden)'}\n" for depth, role, name, shown, _ in tree)
        Path(folder, page + ".txt").write_text(text, encoding="utf-8")
    path, nameless, controls = [], collections.Counter(), 0
    for depth, role, name, shown, _ in tree:
        path[depth:] = [name or role]
        if role not in CONTROLS or not shown:
            continue
        controls += 1
        if not name.strip():
            nameless[(role, " > ".join(path[-4:]))] += 1
    for (role, where), count in nameless.items():
        wrong.append(f"{page}: {count} x {role} without a name: {where}")
    names = {name for _, _, name, _, _ in tree}
    if missing := RAIL - names:
        wrong.append(f"{page}: the rail lacks {', '.join(sorted(missing))}: the tree has {len(tree)} nodes")
    if len(tree) >= MOST:
        wrong.append(f"{page}: {MOST} nodes and more")
    print(f"{page:12} {len(tree):5} nodes {controls:5} controls {sum(nameless.values()):4} without a name")
    return wrong


def main(program, folder=None):
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    wrong = []
    with desktop.Desktop() as desk:
        os.environ.update(desk.environment)
        # Only now: the bus is asked for when the library is loaded.
        global Atspi
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        if Atspi.init() not in (0, 1):
            return "there is no accessibility bus"
        Atspi.get_desktop(0).get_child_count()  # wakes the registry: who registers before that is not heard
        for page in PAGES:
            wrong += look(desk, program, page, folder)
    print("\n".join(wrong) or "every control has a name")
    return 1 if wrong else 0


if __name__ == "__main__":
    desktop.need("Xvfb", "dbus-daemon")
    sys.exit(main(*sys.argv[1:]))
