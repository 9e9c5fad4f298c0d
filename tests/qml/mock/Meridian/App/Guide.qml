// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for the console's `Guide`; `calls` records what the pages asked for.
pragma Singleton
import QtQuick
import Meridian.Mock

QtObject {
    id: guide
    property var calls: []
    property string place: "promotion"
    property int block: 0
    property string query: ""
    property bool above: false
    property bool canGoBack: false
    readonly property string title: "Promotion"
    readonly property var contents: [
        { place: "start", title: "First set-up", level: 0, current: false },
        { place: "promotion", title: "Promotion", level: 0, current: true },
        { place: "promotion#promise", title: "What a flip promises", level: 1, current: false },
        { place: "keys", title: "Keys", level: 0, current: false }]
    readonly property Rows blocks: Rows { rows: [
        one("title", "Promotion", "Promotion"),
        one("text", "Normally a tag appears. See rules and start.", "Normally a tag appears. See <a href=\"fleet-file#rule\">rules</a> and <a href=\"start\">start</a>.",
            [{ text: "rules", target: "fleet-file#rule" }, { text: "start", target: "start" }]),
        one("heading", "What a flip promises", "What a flip promises"),
        one("bullet", "Staged", "<b>Staged</b>"),
        one("code", "meridianctl promote apps", ""),
        row("head", ["Key", "Means"]),
        row("row", ["<code>mode</code>", "Each or all, see <a href=\"#promise\">above</a>."])] }
    readonly property Rows found: Rows { rows: guide.query === "" || guide.query === "xyz" ? [] : [
        { place: "promotion#:2", title: "Promotion › What a flip promises", text: "" },
        { place: "recover#:5", title: "When something went wrong", text: "Promoted: roll it back" }] }
    function one(kind, text, html, links) {
        return { kind: kind, text: text, html: html, mark: "", level: 2, cells: [], shares: [], links: links || [] }
    }
    function row(kind, cells) {
        return { kind: kind, text: cells.join(" · "), html: "", mark: "", level: 1, cells: cells, shares: [0.3, 0.7], links: [] }
    }
    function log(what) { calls = calls.concat([what]) }
    function help(item) { log("help " + (item ? item.objectName : "")) }
    function follow(target) { log("follow " + target); query = "" }
    function back() { log("back") }
    function close() { above = false }
}
