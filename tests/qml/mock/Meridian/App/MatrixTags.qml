// SPDX-License-Identifier: GPL-3.0-or-later
// A thousand tags in five regions.
import QtQuick
import Meridian.Mock

Rows {
    id: tags
    readonly property int total: all.length
    readonly property int drifted: all.filter(row => row.drift).length
    readonly property int different: all.filter(row => row.status === "different").length
    property int size: 1000
    property string filter: ""
    property string only: ""
    property string order: "version"
    property bool reversed: false
    property int first: 0
    property int shown: 5
    property var regions: ["Frankfurt", "Tokyo", "Silicon Valley", "Singapore", "São Paulo"]
    readonly property var shownRegions: regions.slice(first, first + shown)
    readonly property var choices: [{ key: "", label: "All tags" }, { key: "drift", label: "Not the same everywhere" }]
    readonly property var all: Array.from({ length: size }, (none, place) => row(place))
    rows: all.filter(row => (only === "" || row.drift) && row.tag.includes(filter))
    signal changed()
    onRowsChanged: changed()
    function sortBy(key) { if (order === key) reversed = !reversed; order = key; changed() }
    function reveal(region) { if (region >= first + shown) first = region - shown + 1; else if (region < first) first = region }
    function tagAt(row) { return row >= 0 && row < count ? get(row).tag : "" }
    function find(tag) { return rows.findIndex(row => row.tag === tag) }
    function digestAt(row, region) { return row < count ? get(row).cells[region].digest : "" }
    function row(place) {
        const digest = (0x9f2c1e77 + place * 7919).toString(16).padStart(12, "0")
        const odd = place % 97 === 3, gone = place % 131 === 5
        const cells = regions.map((name, at) => at === 1 && odd ? "different" : at === 2 && gone ? "missing" : "equal").map(status => (
            { status: status, word: status, text: status === "missing" ? "missing" : digest, digest: status === "missing" ? "" : "sha256:" + digest, region: "" }))
        return { tag: "4." + Math.floor(place / 10) + "." + place % 10, drift: odd || gone, status: odd ? "different" : gone ? "missing" : "same",
                 statusText: odd ? "Contents differ" : gone ? "Missing in Silicon Valley" : "Same everywhere", cells: cells, spokenText: "4." + place }
    }
}
