// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Mock

Rows {
    id: regions
    property string stage: "choose"
    property var chosen: ({ r1: true, r3: true })
    rows: ["Frankfurt", "Tokyo", "Silicon Valley", "Singapore"].map((name, at) => row("r" + at, name, at)).filter(row => stage === "choose" || row.checked)
    function row(id, name, at) {
        const run = stage !== "choose", on = chosen[id] === true
        const status = run ? (stage === "run" ? "copying" : "copied") : at === 0 || at === 2 ? "insync" : "copying"
        return { regionId: id, name: name, seriesIndex: at, checked: on, canCheck: at > 0, status: status,
                 statusText: run ? (stage === "run" ? "Copying 42 %" : "It is there now") : status === "insync" ? (at === 0 ? "The source" : "Has it all") : "Lacks 128 MB",
                 bytesText: run ? "54 of 128 MB" : "128 MB", timeText: run ? "12 s left" : "about 24 s", progress: stage === "run" ? 0.42 : stage === "done" ? 1 : 0,
                 moving: stage === "run", warning: "", spokenText: name }
    }
}
