// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for the console's `Finder`; `calls` records what the pages asked for.
pragma Singleton
import QtQuick
import Meridian.Mock

QtObject {
    id: palette
    property var calls: []
    property string query: ""
    readonly property var all: [
        { key: "page:jobs", kind: "page", kindText: "Page", title: "Jobs", markedTitle: "<b>J</b>obs", detail: "", iconName: "list-checks", shortcut: "Ctrl+5", spoken: "Jobs, Page" },
        { key: "rule:base", kind: "rule", kindText: "Rule", title: "base", markedTitle: "base", detail: "base/*", iconName: "workflow", shortcut: "", spoken: "base, Rule" },
        { key: "sync:base", kind: "action", kindText: "Action", title: "Sync base now", markedTitle: "Sync base now", detail: "", iconName: "refresh-cw", shortcut: "", spoken: "Sync base now, Action" }]
    readonly property Rows rows: Rows { rows: palette.all.filter(one => one.title.toLowerCase().includes(palette.query.toLowerCase())) }
    readonly property var shortcuts: [
        { keys: "Ctrl+K", key: "palette", text: "Find anything, do anything", group: "Everywhere" },
        { keys: "F1", key: "help", text: "The guide, at the place that fits", group: "Everywhere" },
        { keys: "Alt+Left", key: "back", text: "Back", group: "Everywhere" },
        { keys: "Ctrl+Shift+N", key: "notices", text: "Notifications", group: "Everywhere" },
        { keys: "Ctrl+Z", key: "undo", text: "Undo what was just removed", group: "Everywhere" },
        { keys: "?", key: "shortcuts", text: "These shortcuts", group: "Everywhere" },
        { keys: "Ctrl+Q", key: "quit", text: "Quit", group: "Everywhere" },
        { keys: "Ctrl+1", key: "page:overview", text: "Overview", group: "Pages" },
        { keys: "Ctrl+2", key: "page:regions", text: "Regions", group: "Pages" },
        { keys: "Ctrl+3", key: "page:rules", text: "Rules", group: "Pages" },
        { keys: "Ctrl+4", key: "page:images", text: "Images", group: "Pages" },
        { keys: "Ctrl+5", key: "page:jobs", text: "Jobs", group: "Pages" },
        { keys: "Ctrl+6", key: "page:consistency", text: "Consistency", group: "Pages" },
        { keys: "Ctrl+7", key: "page:activity", text: "Activity", group: "Pages" },
        { keys: "Ctrl+8", key: "page:settings", text: "Settings", group: "Pages" }]
    signal wanted(string kind, string value)

    function open() { query = "" }
    function choose(row) { calls = calls.concat(["choose " + rows.get(row).key]) }
    function run(key) {
        calls = calls.concat(["run " + key])
        if (key.startsWith("page:")) Bridge.page = key.substring(5)
        else if (key === "back") Bridge.back()
        else wanted(key.split(":")[0], key.split(":")[1] || "")
    }
}
