// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for the console's `Lines`; `calls` records what the pages asked for.
pragma Singleton
import QtQuick

QtObject {
    id: lines
    property var calls: []
    property string shown: ""
    readonly property var link: links.rows.find(row => row.key === shown) || ({})
    readonly property var day: ({
        bytesText: "1.2 TB", copiedText: "240 images", failed: 2, failedText: "2", successText: "99.2 %", p95Text: "8.4 s",
        values: Array.from({ length: 24 }, (_, hour) => 1e9 * (hour % 7)), marks: Array.from({ length: 24 }, (_, hour) => hour === 5 ? 2 : 0),
        hourTexts: Array.from({ length: 24 }, (_, hour) => hour + ":00: 1.2 GB, 12 images"), fromText: "21 Nov 10:00", untilText: "09:12",
        spoken: "Last 24 hours: 1.2 TB, 240 images, 2 failed (most at 14:00)", nothing: false,
        failures: [{ timeText: "05:12", jobId: "j1", ref: "legacy/app:1.2", text: "507 Insufficient Storage from the target" },
                   { timeText: "05:11", jobId: "j1", ref: "legacy/app:1.1", text: "507 Insufficient Storage from the target" }]
    })
    readonly property QtObject linkPast: QtObject {
        property bool busy: false
        property string error: ""
        property var past: lines.day
    }
    readonly property QtObject regionPast: QtObject {
        property bool busy: false
        property string error: ""
        property var past: lines.day
    }
    readonly property var region: {
        const row = regions.rows.find(one => one.regionId === Bridge.subject)
        return !row ? { found: false } : Object.assign({
            found: true, fix: row.whyNot === "" ? "" : "Sync to bring them in line.", fixAction: row.whyNot === "" ? "" : "sync",
            credentialText: row.credential, caText: "/etc/ssl/example-ca.pem", placeText: "50.11° N, 8.68° E", checkedText: "2 min ago",
            tagsText: "24 of 24 tags", rateInText: "270 MB/s", rateOutText: "0 B/s", targetOf: 2,
            budgets: [{ label: "Bandwidth now", text: "40 Mbit/s, until 18:00", status: "" }, { label: "Held back", text: "waits until 14:05", status: "warn" }],
            windows: [{ label: "Monday to Friday 08:00–18:00 Europe/Berlin", text: "8 Mbit/s", status: "" }],
            rules: [{ ruleId: "base", direction: "to", text: "from Frankfurt", detail: "base/*" }]
        }, row)
    }
    readonly property LinkRows links: LinkRows {}
    readonly property LinkRows regionLinks: LinkRows {}
    readonly property JobRows regionJobs: JobRows {}
    readonly property ViewRows regions: ViewRows { all: lines.fleet.rows }
    readonly property ViewRows overviewRegions: ViewRows { all: lines.fleet.rows }
    readonly property RegionRows fleet: RegionRows {}

    function show(key) {
        calls = calls.concat(["show " + key])
        shown = key
    }
    function syncTo(regionId) { calls = calls.concat(["syncTo " + regionId]) }
}
