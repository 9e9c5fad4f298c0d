// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Mock

Rows {
    id: found
    readonly property int total: all.length
    property string filter: ""
    property string order: "name"
    property var names: ["base/alpine", "base/debian", "base/golang", "payments/api", "payments/ledger"]
    readonly property var all: names.map((name, place) => ({ name: name, held: 5 - place % 3,
        regionsText: place % 3 === 0 ? "5 regions" : (5 - place % 3) + " of 5 regions", missing: place % 3 > 0, spokenText: name }))
    rows: all.filter(row => row.name.includes(filter)).sort((a, b) => order === "name" ? (a.name < b.name ? -1 : 1) : a.held - b.held)
    signal changed()
    onRowsChanged: changed()
    function nameAt(row) { return row >= 0 && row < count ? get(row).name : "" }
    function find(name) { return rows.findIndex(row => row.name === name) }
}
