// SPDX-License-Identifier: GPL-3.0-or-later
// Five thousand tags in four regions.
import QtQuick
import Meridian.Mock

Rows {
    id: tags
    readonly property int total: all.length
    readonly property int drifted: all.filter(row => row.drift).length
    property bool driftOnly: false
    property string filter: ""
    readonly property var all: Array.from({ length: 5000 }, (none, place) => row(place))
    rows: all.filter(row => (!driftOnly || row.drift) && row.tag.includes(filter))
    function row(place) {
        const digest = (0x9f2c1e77 + place * 7919).toString(16).padStart(12, "0")
        const odd = place % 97 === 3, gone = place % 131 === 5
        const cells = ["equal", odd ? "different" : "equal", gone ? "missing" : "equal", "equal"].map(status => (
            { status: status, text: status === "missing" ? "" : status === "different" ? "10b7aa99de34" : digest,
              digest: status === "missing" ? "" : "sha256:" + digest, region: "" }))
        return { tag: "4." + Math.floor(place / 10) + "." + place % 10, drift: odd || gone, cells: cells, spokenText: "4." + place }
    }
}
