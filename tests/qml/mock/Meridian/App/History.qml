// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for the console's `History`; `calls` records what the pages asked for.
pragma Singleton
import QtQuick
import Meridian.App

QtObject {
    id: history
    property var calls: []
    readonly property HistoryRows jobs: HistoryRows { all: Bridge.jobs.rows }
    readonly property ViewRows images: ViewRows { all: Bridge.jobImages.rows }
    readonly property ViewRows blobs: ViewRows { all: Bridge.jobBlobs.rows }
    readonly property ViewRows events: ViewRows { all: Bridge.jobEvents.rows }
    readonly property int row: jobs.rows.findIndex(job => job.jobId === Bridge.selectedJob)
    readonly property var none: ({ jobId: "", title: "", subtitle: "", kind: "", status: "", statusText: "", progress: 0, percentText: "", bytesText: "",
                                   rateText: "", whyNot: "", tagsText: "", startedText: "", durationText: "", ruleId: "", leftText: "",
                                   canCancel: false, paused: false, any: false, retryable: false, cli: "", comparedText: "", fixText: "" })
    readonly property var job: one(Bridge.jobs.rows.find(job => job.jobId === Bridge.selectedJob))
    property var rules: [{ key: "", label: "All rules" }, { key: "base", label: "base" }, { key: "legacy", label: "legacy" }]
    property var kinds: [{ key: "", label: "All kinds" }, { key: "sync", label: "Sync" }]
    readonly property bool filtered: jobs.text !== "" || jobs.status !== ""
    property bool busy: false
    property string error: ""
    function one(job) {
        if (!job) return none
        const ended = !job.canCancel
        return Object.assign({}, none, job, { any: true, cli: "meridianctl sync " + job.ruleId, retryable: job.status === "failed",
            comparedText: ended ? "Against the run before (08:12): 1.2 GB less, 40 s faster." : "",
            fixText: job.status === "failed" ? "Make room on the disk, then retry what failed." : "", leftText: ended ? "" : "14 min" })
    }
    function choose(row) { if (jobs.rows[row]) Bridge.selectedJob = jobs.rows[row].jobId }
    function retryFailed(jobId) { calls = calls.concat(["retryFailed " + jobId]) }
    function clearFilter() { jobs.text = ""; jobs.status = "" }
}
