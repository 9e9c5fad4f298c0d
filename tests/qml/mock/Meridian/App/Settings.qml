// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for the console's `Settings`; `calls` records what the pages asked for.
pragma Singleton
import QtQuick

QtObject {
    id: settings
    property var calls: []
    property string zone: ""
    readonly property string zoneText: (zone === "" ? "Europe/Berlin" : zone) + ", now 10:12"
    readonly property var zones: ["", "UTC", "Asia/Tokyo", "Europe/Berlin"]
    property bool bits: false
    property string onClose: "ask"
    property bool tray: false
    property string how: "quit"
    property var notes: [{ kind: "desktop", text: "Tell the desktop", hint: "Only while this window is not in front.", on: true },
                         { kind: "failure", text: "Jobs that fail", hint: "Also those that fail in part.", on: true },
                         { kind: "long", text: "Long jobs that end well", hint: "", on: false }]
    readonly property var limits: [{ regionId: "fra", name: "Frankfurt", text: "8 requests at once · 40 Mbit/s" }, { regionId: "tyo", name: "Tokyo", text: "no limits" }]
    readonly property var proxies: [{ name: "HTTPS_PROXY", value: "http://proxy.example.com:3128" }]
    readonly property string stateFolder: "/home/anna/.local/state/meridian"
    property string stateSize: "212 MB"
    property var service: ({ tone: "offline", text: "meridiand is installed and does not run", hint: "It does schedules while no console is open.",
                             offer: "Hand over to the background service", busy: "", problem: "", warning: "", banner: false,
                             commands: [{ label: "Start now and at every login", text: "systemctl --user enable --now meridiand" }] })
    readonly property var about: [{ name: "Version", value: "0.1.0" }, { name: "Qt", value: "6.4.2" }]
    function log(what) { calls = calls.concat([what]) }
    function backUp(file) { log("backUp " + file) }
    function lookAgain() { log("lookAgain") }
    function moveWork() { log("moveWork") }
    function runHere() { log("runHere") }
    function dismissOffer() { log("dismissOffer"); service = Object.assign({}, service, { banner: false }) }
    function setNote(kind, on) { log("setNote " + kind + " " + on); notes = notes.map(note => note.kind === kind ? Object.assign({}, note, { on: on }) : note) }
    function openFolder(path) { log("openFolder " + path) }
    function closing(quit) { log("closing " + quit); return how }
    function openJobs() { return 2 }
}
