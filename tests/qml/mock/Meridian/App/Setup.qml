// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for the console's `Setup`: all that is asked and told, without an engine; `calls` records what the page asked
// for.
pragma Singleton
import QtQuick
import QtQml.Models

QtObject {
    id: setup
    property var calls: []
    function log(what) { calls = calls.concat([what]) }
    readonly property var keys: ["registry", "regions", "what", "when", "plan", "sync"]
    property int place: 0
    property int reached: 0
    property bool describing: place === 0
    readonly property string step: keys[place]
    readonly property var steps: ["First registry", "More regions", "What to mirror", "When and how", "Plan", "First sync"].map((label, at) => (
        { key: keys[at], label: label, text: at < reached ? "Frankfurt" : "", status: at === place ? "current" : at <= reached ? "done" : "todo", reachable: at <= reached }))
    readonly property var why: [{ title: "Where images come from", text: "The registry that you push to. Meridian reads from it and never writes to it." }]
    property string nextText: "Next"
    property bool canGoOn: true
    property string missing: ""
    readonly property bool canGoBack: place > 0
    property string refused: ""
    property bool begun: true
    readonly property url fleetFolder: "file:///etc"
    readonly property string ruleJson: "{ \"id\": \"mirror\" }"
    property var regions: [
        { id: "fra", name: "Frankfurt", role: "Source", source: true, address: "https://registry.fra.example.com", placeText: "Frankfurt", lat: 50.1, lon: 8.7 },
        { id: "tyo", name: "Tokyo", role: "Gets copies", source: false, address: "https://registry.tyo.example.com", placeText: "Tokyo", lat: 35.7, lon: 139.7 }]
    function show(at) { place = at; reached = Math.max(reached, at); stepChanged() }
    function reset() { place = 0; reached = 0; calls = []; region.phase = "empty"; region.form = {}; selection.form = Object.assign({}, selection.form, { repositories: [] }); schedule.form = Object.assign({}, schedule.form, { mode: "daily" }); describing = Qt.binding(() => place === 0) }
    function next() { log("next"); show(Math.min(place + 1, 5)) }
    function back() { log("back"); show(Math.max(place - 1, 0)) }
    function go(at) { log("go " + at); show(at) }
    function confirm() { log("confirm") }
    function addRegion() { log("addRegion"); describing = true }
    function editRegion(id) { log("editRegion " + id) }
    function removeRegion(id) { log("removeRegion " + id); return "" }
    function stopDescribing() { log("stopDescribing"); describing = false }
    function askForPlan() { log("askForPlan") }
    function startOver() { log("startOver") }
    function another() { log("another") }
    function leave(page) { log("leave " + page) }
    function imported() { log("imported") }

    readonly property QtObject region: QtObject {
        property var form: ({})
        property var problems: ({})
        property string phase: "empty"
        property string address: phase === "empty" ? "" : "https://registry.fra.example.com"
        property string error: phase === "failed" ? "Nothing listens there: connection refused" : phase === "login" ? "401 UNAUTHORIZED: authentication required" : ""
        property string advice: phase === "failed" ? "Check the port, that the registry runs, and firewalls in between." : ""
        property string found: "Harbor · TLS, trusted by this system · asks for no login · answers in 40 ms"
        readonly property QtObject check: QtObject {
            property bool done: true
            property var steps: [{ kind: "address", label: "Address", passed: true, text: "10.0.0.7", advice: "" },
                                 { kind: "connection", label: "Connection", passed: false, text: "connection refused", advice: "Check the port." }]
        }
        property var certificate: phase !== "untrusted" ? ({}) : ({ problem: "self-signed certificate in certificate chain", subject: "CN=Acme CA", issuer: "itself",
            fingerprint: "3F:A1:77:0C:9E:42:B8:D3:15:6A:F0:2B:C4:88:91:ED:5D:07:36:AC:F9:1B:E2:40:73:C6:5E:98:0A:D1:2F:B4", validText: "11/22/26 to 11/22/36",
            expired: false, names: "registry.fra.example.com", chain: [{ title: "The registry's own", text: "CN=registry.fra.example.com" }, { title: "Signed by", text: "CN=Acme CA" }] })
        property var logins: [{ key: "none", label: "No login" }, { key: "typed", label: "Type user and password" }]
        property string login: "none"
        property bool secretTyped: false
        property bool placed: true
        property string placeText: "Frankfurt · 50.11° N, 8.68° E"
        property bool known: false
        signal asksForLogin()
        function put(field, value) { setup.log("put " + field + " " + value); form = Object.assign({}, form, { [field]: value }) }
        function look() { setup.log("look"); phase = "ready" }
        function chooseLogin(key) { setup.log("login " + key); login = key; if (key === "typed") asksForLogin() }
        function typeSecret(secret) { setup.log("secret of " + secret.length) }
        function signIn() { setup.log("signIn") }
        function trust() { setup.log("trust"); phase = "ready" }
        function trustFile(file) { setup.log("trustFile " + file) }
        function placeAt(lat, lon) { setup.log("placeAt"); form = Object.assign({}, form, { lat: lat, lon: lon }) }
        function placeIn(city) { setup.log("placeIn " + city.name); form = Object.assign({}, form, { lat: city.lat, lon: city.lon }) }
        function searchCities(text) { return text === "" ? [] : [{ name: "Lisbon", other: "里斯本", lat: 38.7, lon: -9.1 }, { name: "Lima", other: "利马", lat: -12, lon: -77 }] }
    }
    readonly property QtObject selection: QtObject {
        property var form: ({ id: "mirror", repositories: [], include: ["*"], exclude: [], semver: "", latest: 0, targets: ["tyo"] })
        readonly property var patterns: form.repositories.filter(name => name.includes("*"))
        readonly property ListModel rows: ListModel {
            ListElement { name: "base/alpine"; picked: true }
            ListElement { name: "base/debian"; picked: false }
            ListElement { name: "platform/api"; picked: false }
        }
        property string search: ""
        property bool listing: false
        property string listError: ""
        property string countText: "1 of 3 picked"
        readonly property QtObject matches: QtObject {
            property bool active: true
            property bool busy: false
            property string error: ""
            property string summary: "12 repositories, 240 of 1,312 tags"
            property string note: ""
            property var repositories: ["base/alpine", "base/debian"].map(name => ({ name: name, text: "20 of 110 tags", tags: "3.19.1" }))
            property var problems: []
        }
        property var targets: [{ id: "tyo", name: "Tokyo", chosen: true }]
        function put(field, value) { setup.log("rule " + field + " " + value); form = Object.assign({}, form, { [field]: value }) }
        function toggle(row) { setup.log("toggle " + row); rows.setProperty(row, "picked", !rows.get(row).picked) }
        function pickShown(picked) { setup.log("pickShown " + picked) }
        function setPatterns(names) { setup.log("patterns " + names.join()); form = Object.assign({}, form, { repositories: names }) }
        function everything() { setPatterns(["**"]) }
        function toggleTarget(id) { setup.log("target " + id) }
        function refresh() { setup.log("refresh") }
    }
    readonly property QtObject schedule: QtObject {
        property var form: ({ mode: "daily", time: "02:00", minutes: "15", cron: "0 2 * * *", zone: "Europe/Berlin", windowed: false,
                              windowFrom: "22:00", windowTo: "06:00", bandwidth: "", promotion: "each", group: "tag" })
        property var problems: ({})
        property string words: "Runs every day at 02:00, by the clocks of Europe/Berlin."
        property var nextRuns: ["Mon 23 Nov 02:00", "Tue 24 Nov 02:00", "Wed 25 Nov 02:00"]
        function put(field, value) { setup.log("when " + field + " " + value); form = Object.assign({}, form, { [field]: value }) }
    }
    readonly property QtObject plan: QtObject {
        property bool busy: false
        property bool ready: true
        property bool empty: false
        property string error: ""
        property string readText: "2.4 GB"
        property string writeText: "4.1 GB"
        property string timeText: "about 3 min"
        property string tagsText: "24 tags to copy"
        property var advice: []
    }
    readonly property TargetRows planTargets: TargetRows {}
    readonly property QtObject run: QtObject {
        property string phase: "running"
        property string job: "job-1"
        property real progress: 0.42
        property string headline: phase === "done" ? "All regions hold the same" : "Copying"
        property string bytesText: "1.7 of 4.1 GB"
        property string rateText: "210 MB/s"
        property string leftText: "12 s left"
        property string tagsText: "10 of 24 tags"
        property string whyNot: ""
        property var regions: [{ id: "tyo", name: "Tokyo", progress: 0.42, text: "1.7 of 4.1 GB", status: "syncing" }]
    }
}
