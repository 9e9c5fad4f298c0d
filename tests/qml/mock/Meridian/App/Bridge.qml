// SPDX-License-Identifier: GPL-3.0-or-later
// A made-up fleet with the real Bridge's names: pages are tested on it without an engine. `calls` records what
// the pages asked for.
pragma Singleton
import QtQuick
import QtCharts

QtObject {
    id: bridge
    property string page: "overview"
    property string subject: ""
    property bool canGoBack: false
    function open(where, what) { subject = what || ""; page = where; calls.push(["open", where, what || ""]) }
    function back() { calls.push(["back"]) }
    property bool offline: false
    property string fleetFile: "fleet.json"
    property string version: "0.1.0"
    property string subtitle: "5 regions · 2,010 tags mirrored · last check 09:12"
    property bool live: true
    property int failedJobs: 1
    property int runningJobs: 3
    property int queuedJobs: 1
    property string selectedJob: ""
    property string slowText: ""
    property string slowRate: "8 Mbit/s"
    property string outboundText: "831 MB/s"
    property int activeTransfers: 64
    property string largestLagText: "6m 52s"
    property var flows: regions.rows.slice(1).map(region => ({
        key: "fra>" + region.regionId, fromLon: 8.68, fromLat: 50.11, toLon: region.lon, toLat: region.lat, rate: 2e8, active: true,
        health: region.status === "drift" ? "warn" : "ok", seriesIndex: region.seriesIndex
    }))
    property var calls: []

    readonly property RegionRows regions: RegionRows {}
    readonly property LinkRows links: LinkRows {}
    readonly property RuleRows rules: RuleRows {}
    readonly property JobRows jobs: JobRows {}
    readonly property ImageRows jobImages: ImageRows {}
    readonly property BlobRows jobBlobs: BlobRows {}
    readonly property EventRows jobEvents: EventRows {}
    readonly property TargetRows planTargets: TargetRows {}
    readonly property KpiRows kpis: KpiRows {}
    readonly property QtObject plan: QtObject {
        property string ruleId: ""
        property bool busy: false
        property bool ready: false
        property bool empty: false
        property string error: ""
        property string readText: "2.4 GB"
        property string writeText: "4.1 GB"
        property string timeText: "about 3 min"
        property string tagsText: "24 tags, 6 to copy"
        property string cli: "meridianctl sync base"
        property var advice: ["An engine in Tokyo would read 2.4 GB over the long line once instead of twice."]
        property var remarks: ["São Paulo: 31 of 240 tags would go (13 %), more than the rule's 5 %; nothing is deleted there"]
        property string rewriteText: "Indexes are rewritten to the chosen platforms: their digests differ from the source's."
        property int deletions: 2
        property bool grave: false
        property string moreText: "378 equal already, not listed"
        readonly property ViewRows tags: ViewRows {
            all: [{ ref: "base/alpine:3.14", targetName: "Tokyo", doing: "delete", doingText: "is deleted", bytesText: "", size: 0, digestText: "", detail: "the source has it no more" },
                  { ref: "base/alpine:3.19", targetName: "Silicon Valley", doing: "replace", doingText: "is replaced", bytesText: "12 MB", size: 12, digestText: "9f2c1e77ab01", detail: "was 10b7aa99de34" },
                  { ref: "base/golang:1.22", targetName: "Tokyo", doing: "copy", doingText: "is copied", bytesText: "310 MB", size: 310, digestText: "c0ffee123456", detail: "" }]
        }
    }
    readonly property QtObject check: QtObject {
        property bool busy: false
        property bool done: false
        property bool passed: false
        property string summary: ""
        property var steps: []
    }
    readonly property QtObject profile: QtObject {
        property string regionId: ""
        property bool busy: false
        property bool known: false
        property string error: ""
        property string probedText: ""
        property var groups: []
        property var remarks: []
    }
    property var alerts: []
    property var promotion: ({})
    function somePromotion(phase) {
        const conflict = phase === "conflict"
        return { jobId: "j6", ruleId: "platform", phase: phase, phaseText: conflict ? "Conflict" : "Flipping", tone: conflict ? "bad" : "accent",
                 headline: conflict ? "Somebody else has set tags in a region. No tag was changed; decide what happens." : "Tags are being set.",
                 untilText: "", skewText: conflict ? "" : "240 ms", reversible: phase === "done", open: !conflict,
                 steps: [{ label: "Staging", status: "done" }, { label: conflict ? "Conflict" : "Checking", status: conflict ? "failed" : "done" },
                         { label: "Flipping", status: conflict ? "todo" : "current" }, { label: "Done", status: "todo" }],
                 regions: [{ regionId: "tyo", name: "Tokyo", waveText: "Wave 1", stagedText: "staged 4 of 4", flippedText: "set 4 of 4", progress: 1, status: "succeeded", text: "" },
                           { regionId: "sjc", name: "Silicon Valley", waveText: "Wave 2", stagedText: "staged 4 of 4", flippedText: "set 1 of 4", progress: 0.6, status: conflict ? "failed" : "running", text: "" },
                           { regionId: "gru", name: "São Paulo", waveText: "Wave 2", stagedText: "staged 0 of 4", flippedText: "set 0 of 4", progress: 0, status: "offline", text: "Left out because it was down" }],
                 conflicts: conflict ? [
                     { regionName: "Silicon Valley", ref: "platform/api:4.12.0", recorded: "sha256:9f2c1e77ab01", recordedText: "9f2c1e77ab01",
                       found: "sha256:10b7aa99de34", foundText: "10b7aa99de34", wanted: "sha256:c0ffee123456", wantedText: "c0ffee123456" },
                     { regionName: "Silicon Valley", ref: "platform/web:2.1", recorded: "", recordedText: "",
                       found: "sha256:77d0e3aa11bb", foundText: "77d0e3aa11bb", wanted: "sha256:deadbeef1234", wantedText: "deadbeef1234" }] : [] }
    }
    readonly property QtObject consistency: QtObject {
        readonly property AuditRows audits: AuditRows {}
        readonly property FindingRows findings: FindingRows {}
        readonly property TagRows tags: TagRows {}
        readonly property DeletedRows deleted: DeletedRows {}
        readonly property ViewRows drifts: ViewRows { all: bridge.consistency.findings.rows }
        readonly property ViewRows gone: ViewRows { all: bridge.consistency.deleted.rows }
        signal reportSaved(string file)
        signal reportRefused(string why)
        function saveReport(file) { bridge.log("saveReport " + file) }
        property string ruleId: "base"
        readonly property var audit: audits.get(audits.find(ruleId))
        property var repositories: ["base/alpine", "base/debian", "base/golang"]
        property string repository: "base/alpine"
        property var regions: ["Frankfurt", "Tokyo", "Silicon Valley", "Singapore"]
        property bool busy: false
        property string error: ""
        property var problems: []
        function refresh() { bridge.log("refresh") }
    }
    readonly property QtObject matches: QtObject {
        property bool active: false
        property bool busy: false
        property string error: ""
        property string summary: ""
        property string note: ""
        property var repositories: []
        property var problems: []
    }
    readonly property QtObject throughput: QtObject {
        property real maxY: 600
        property string unit: "MB/s"
        property var series: bridge.curves
        property var legend: bridge.curves
        function attach(place, line) {
            for (let x = -60; x <= 0; ++x)
                line.append(x, 500 - place * 90 + 40 * Math.sin(x * 0.3 + place) + 25 * Math.sin(x * 0.9 + place * 2))
        }
    }
    readonly property var curves: [
        { name: "Frankfurt", seriesIndex: 0, valueText: "451" }, { name: "Tokyo", seriesIndex: 1, valueText: "270" },
        { name: "Silicon Valley", seriesIndex: 2, valueText: "245" }, { name: "Singapore", seriesIndex: 3, valueText: "272" },
        { name: "São Paulo", seriesIndex: 4, valueText: "97" }
    ]
    signal toast(string text, string tone, string detail)
    signal planReady()

    function log(what) { calls = calls.concat([what]) }
    function syncNow(ruleId) { log("syncNow " + ruleId); return "job-1" }
    function syncAll() { log("syncAll") }
    function audit(ruleId, deep) { log((deep ? "deepAudit " : "audit ") + ruleId) }
    function repair(ruleId) { log("repair " + ruleId) }
    function repairFinding(row) { log("repairFinding " + row) }
    function restore(row) { log("restore " + row) }
    function promote(ruleId) { log("promote " + ruleId) }
    function rollback(ruleId) { log("rollback " + ruleId) }
    function resolveConflict(ruleId, choice) { log("resolveConflict " + ruleId + " " + choice) }
    function promotionOf(ruleId) { return somePromotion("conflict") }
    function cancelJob(jobId) { log("cancelJob " + jobId) }
    function pauseJob(jobId) { log("pauseJob " + jobId) }
    function resumeJob(jobId) { log("resumeJob " + jobId) }
    function moveJobToTop(jobId) { log("moveJobToTop " + jobId) }
    function setSlowMode(rate) {
        log("setSlowMode " + rate)
        if (rate !== "" && !rate.endsWith("bit/s")) return "\"" + rate + "\" is no rate"
        slowText = rate
        return ""
    }
    function showProfile(id) {
        log("showProfile " + id)
        profile.regionId = id
        profile.known = false
        profile.groups = []
        profile.remarks = []
    }
    function probeRegion(id) {
        log("probeRegion " + id)
        profile.groups = [{ title: "Uploads", facts: [
            { label: "Streaming", status: "yes", text: "Yes: a blob in one stream" },
            { label: "In chunks", status: "no", text: "No" },
            { label: "Going on after a cut", status: "unknown", text: "Not known; it is tried" },
            { label: "Longest body", status: "told", text: "100 MB" }] }]
        profile.remarks = ["the registry refused to delete the tag"]
        profile.probedText = "Probed 12:04"
        profile.known = true
    }
    function cancelProbe() { profile.busy = false }
    function syncPlanned() { log("syncPlanned") }
    function requestPlan(ruleId) {
        log("requestPlan " + ruleId)
        plan.ruleId = ruleId
        plan.ready = true
        planReady()
    }
    function testRegion(region) {
        log("testRegion " + region.url)
        check.steps = [
            { kind: "resolve", label: "Find the host", passed: true, text: "registry.fra.example.com is 10.2.0.7", advice: "" },
            { kind: "connect", label: "Connect", passed: true, text: "TLS 1.3, certificate valid until 2027-03-01", advice: "" },
            { kind: "login", label: "Sign in", passed: false, text: "The registry answered 401 UNAUTHORIZED: authentication required.",
              advice: "Check the user name and the password stored under this credential's name." }
        ]
        check.summary = "The registry refused the credentials."
        check.done = true
    }
    function cancelTest() { check.busy = false }
    function saveRegion(region, oldId) { log("saveRegion " + region.id); return "" }
    function removeRegion(id) { log("removeRegion " + id); return "" }
    function rulesUsing(id) { return id === "fra" ? ["base", "platform"] : ["base"] }
    function saveRule(rule, oldId) { log("saveRule " + rule.id); return "" }
    function readSetup(format, file, registry) {
        log("readSetup " + format + " " + file)
        return { error: "", json: "{}", regions: ["a", "b"], rules: ["web"],
                 leftOut: [{ place: "sync[0]", what: "web becomes web2", advice: "a rule keeps the name" }], toKnow: [] }
    }
    function addSetup(json) { log("addSetup"); return "" }
    function removeRule(id) { log("removeRule " + id); return "" }
    function regionMap(id) {
        return { id: id, name: "Frankfurt", role: "primary", lat: 50.11, lon: 8.68, url: "https://registry.fra.example.com",
                 credential: "fra", ca: "", requestsPerSecond: "", requestsAtOnce: "8", bandwidth: "40 Mbit/s",
                 windows: [{ days: 31, from: "08:00", to: "18:00", zone: "Europe/Berlin", limit: "8 Mbit/s" }] }
    }
    function ruleMap(id) {
        if (id === "")
            return { id: "", source: "", targets: [], repositories: [], include: ["*"], exclude: [], semver: "", latest: 0, since: "",
                     latestByCreated: false, platforms: [], index: "sparse", referrers: "none", referrerTypes: [], referrerRequire: [],
                     cron: [], zone: "", runWindows: [], poll: "", onPush: false, promotion: "each", group: "tag", targetDown: "wait",
                     wait: "30m", waves: [], observe: "", onConflict: "stop", deletes: false, quarantine: "7d", stopAbove: "5",
                     auditCron: [], auditZone: "", auditDepth: "content", auditSample: "5", auditRepair: false, bandwidth: "", windows: [] }
        return { id: id, source: "fra", targets: ["tyo", "sjc"], repositories: ["base/*", "!base/scratch"], include: ["*"],
                 exclude: ["*-rc*"], semver: ">=1.2 <3", latest: 5, since: "30d", latestByCreated: true,
                 platforms: ["linux/amd64", "linux/mips64le"], index: "rewritten", referrers: "types",
                 referrerTypes: ["application/vnd.dev.cosign.*"], referrerRequire: ["signature", "application/spdx+json"],
                 cron: ["0 2 * * *", "0 25 * * *"], zone: "Europe/Berlin", poll: "12h", onPush: true,
                 runWindows: [{ days: 31, from: "22:00", to: "06:00", zone: "Europe/Berlin", limit: "" }],
                 promotion: "all-or-nothing", group: "release", targetDown: "wait", wait: "30m", waves: [["tyo"], []],
                 observe: "10m", onConflict: "stop", deletes: true, quarantine: "7d", stopAbove: "5",
                 auditCron: ["30 4 * * 0"], auditZone: "", auditDepth: "sampled", auditSample: "5", auditRepair: true,
                 bandwidth: "", windows: [] }
    }
    function rulePreview(rule, oldId) {
        return { json: JSON.stringify(rule, null, 2), cli: "meridianctl sync " + rule.id,
                 fields: (rule.cron || []).includes("0 25 * * *") ? { "cron[1]": "hour: 25 is not from 0 to 23" } : {},
                 cronWords: (rule.cron || []).map(cron => cron === "0 2 * * *" ? "every day at 02:00" : ""),
                 nextRuns: (rule.cron || []).length > 0 ? ["Mon 23 Nov 02:00", "Tue 24 Nov 02:00", "Wed 25 Nov 02:00", "Thu 26 Nov 02:00", "Fri 27 Nov 02:00"] : [],
                 auditCronWords: (rule.auditCron || []).map(() => "Sun at 04:30"), nextAudits: [],
                 parts: { tags: "All tags · without *-rc*", platforms: "All platforms, as they are", referrers: "Not copied",
                          schedule: "By hand only", promotion: "Each tag as soon as it is complete",
                          deletes: "Nothing is deleted at the targets", audit: "On demand · tags and content", bandwidth: "Unlimited" },
                 errors: rule.repositories.length === 0 ? ["Name at least one repository."] : [] }
    }
    function lookAtMatches(rule) {
        matches.active = (rule.repositories || []).length > 0
        matches.summary = "12 repositories, 240 of 1,312 tags"
        matches.repositories = ["base/alpine", "base/debian", "base/golang", "base/node"].map(name => (
            { name: name, text: "20 of 110 tags", tags: "3.19.1, 3.19, 3.18.6, 3.18, 3.17.7, 3.17, 3.16.9, 3.16" }))
    }
    function endMatches() { matches.active = false }
    function validateRegion(region, oldId) {
        return /^https?:\/\/[^\s/]+/.test(region.url) ? {} : { url: "A registry address starts with https:// or http://." }
    }
    function copy(text) { log("copy") }
}
