// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for the console's `Activity`; `calls` records what the pages asked for.
pragma Singleton
import QtQuick
import Meridian.Mock

QtObject {
    id: activity
    property var calls: []
    property string view: "actions"
    property string search: ""
    property string actor: ""
    property string verb: ""
    property bool refusedOnly: false
    readonly property bool filtered: search !== "" || actor !== "" || verb !== "" || refusedOnly
    readonly property var actors: [{ key: "", label: "Everybody" }, { key: "anna@desk with meridian", label: "anna@desk with meridian" }, { key: "schedule", label: "schedule" }]
    readonly property var verbs: [{ key: "", label: "All actions" }, { key: "job.start", label: "Started a job" }]
    property bool busy: false
    property string error: ""
    readonly property var all: [
        line(3, "anna@desk with meridian", "Changed the fleet", "Rule base", "targets +sjc, tags.latest 5 -> 7", "", "rule:base"),
        line(2, "schedule", "Started a job", "Rule platform", "targets tyo", "another job of this rule runs", "rule:platform"),
        line(1, "anna@desk with meridian", "Stored a credential", "Tokyo", "name tyo", "", "region:tyo")]
    readonly property Rows rows: Rows { rows: activity.all.filter(one => activity.search === "" || one.spoken.includes(activity.search)).filter(one => !activity.refusedOnly || one.refused) }
    function line(seq, who, what, subject, detail, problem, key) {
        return { seq: seq, timeText: "11-22 09:1" + seq + ":00", exactText: "22 Nov 2026 09:1" + seq + ":00.000 UTC", who: who, what: what, subject: subject, detail: detail,
                 problem: problem, refused: problem !== "", tone: problem === "" ? "ok" : "bad", actionKey: key, spoken: [who, what, subject, detail, problem].join(", ") }
    }
    function log(what) { calls = calls.concat([what]) }
    function refresh() { log("refresh") }
    function clearFilter() { log("clearFilter"); search = ""; actor = ""; verb = ""; refusedOnly = false }
    function follow(row) { log("follow " + row) }
    function exportTo(file, format) { log("export " + format) }
}
