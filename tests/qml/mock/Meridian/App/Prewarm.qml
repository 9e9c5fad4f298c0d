// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for the console's `Prewarm`; `calls` records what the pages asked for.
pragma Singleton
import QtQuick
import Meridian.Mock

QtObject {
    id: prewarm
    property var calls: []
    property string stage: "choose"
    property var images: []
    property var wanted: []
    readonly property Rows platforms: Rows {
        rows: prewarm.images.length === 0 ? [] : ["linux/amd64", "linux/arm64/v8"].map(key => ({ key: key, wanted: prewarm.wanted.includes(key) }))
    }
    readonly property PrewarmRows regions: PrewarmRows { stage: prewarm.stage }
    property bool busy: false
    property string error: ""
    property string sourceText: "Copied from Frankfurt"
    readonly property string totalText: images.length > 0 ? "256 MB to 2 regions, about 24 s" : ""
    readonly property string noteText: wanted.length > 0 ? "Indexes keep their digests and signatures." : ""
    readonly property bool canStart: stage === "choose" && images.length > 0
    readonly property string jobId: stage === "choose" ? "" : "job-prewarm"
    property string resultText: "Everything is in place."
    property string resultStatus: "succeeded"
    readonly property string cli: images.length > 0 ? "meridianctl prewarm " + images.join(" ") : ""
    readonly property QtObject search: QtObject {
        property string query: ""
        readonly property var all: query.includes(":") ? ["base/alpine:3.20", "base/alpine:3.19"] : ["base/alpine", "base/debian"]
        readonly property var suggestions: query === "" ? [] : all.filter(text => text.includes(query))
        property bool busy: false
    }
    signal asked()
    function log(what) { calls = calls.concat([what]) }
    function open(ref) { log("open " + ref); images = ref === "" ? [] : [ref]; stage = "choose"; asked() }
    function add(text) {
        log("add " + text)
        if (text.includes("@")) return "name the image by its tag"
        if (!text.includes(":")) search.query = text + ":"
        else { images = images.concat([text]); search.query = "" }
        return ""
    }
    function remove(ref) { images = images.filter(image => image !== ref) }
    function setPlatform(key, on) { wanted = on ? wanted.concat([key]) : wanted.filter(have => have !== key) }
    function choose(region, on) { log("choose " + region + " " + on); const next = Object.assign({}, regions.chosen); next[region] = on; regions.chosen = next }
    function start() { log("start"); stage = "run" }
    function cancel() { log("cancel"); stage = "done" }
    function again() { log("again"); stage = "choose" }
}
