// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Adds a region or changes one. What is wrong stands under its field as soon as the field has been touched.
SideSheet {
    id: sheet
    objectName: "regionEditor"
    topic: "fleet-file#region"
    property string oldId
    property var draft: ({})
    property var touched: ({})
    property string refused
    readonly property bool fresh: oldId === ""
    readonly property var problems: opened ? Bridge.validateRegion(draft, oldId) : ({})
    readonly property bool valid: Object.keys(problems).length === 0
    readonly property var blank: ({
            "id": "",
            "name": "",
            "role": "replica",
            "lat": "",
            "lon": "",
            "url": "",
            "credential": "",
            "ca": "",
            "requestsPerSecond": "",
            "requestsAtOnce": "",
            "bandwidth": "",
            "windows": []
        })
    readonly property var every: ({
            "id": 1,
            "name": 1,
            "role": 1,
            "lat": 1,
            "lon": 1,
            "url": 1,
            "credential": 1,
            "ca": 1,
            "user": 1,
            "password": 1,
            "requestsPerSecond": 1,
            "requestsAtOnce": 1
        })
    signal removal(string id, string name)

    function create() {
        oldId = "";
        begin(blank);
    }
    function edit(id, testNow) {
        oldId = id;
        begin(Bridge.regionMap(id));
        if (testNow)
            Bridge.testRegion(draft);
    }
    function begin(region) {
        rewind();
        touched = {};
        refused = "";
        draft = region;
        open();
    }
    function joined(map, key, value) {
        const next = Object.assign({}, map);
        next[key] = value;
        return next;
    }
    function put(key, value) {
        draft = joined(draft, key, value);
        touched = joined(touched, key, true);
    }
    function problem(key) {
        return touched[key] && problems[key] || "";
    }
    function touchAll() {
        touched = every;
        rewind();
    }
    function store() {
        refused = Bridge.saveRegion(draft, oldId);
        if (refused === "")
            close();
    }
    function save() {
        touchAll();
        if (valid)
            store();
    }

    title: fresh ? qsTr("Add region") : qsTr("Edit %1").arg(draft.name || oldId)
    note: Bridge.fleetFile === "" ? qsTr("Kept in memory only") : qsTr("Written to %1").arg(Bridge.fleetFile)
    onAboutToShow: Bridge.cancelTest()
    onClosed: Bridge.cancelTest()

    InlineError {
        Layout.fillWidth: true
        visible: text !== ""
        text: sheet.refused
    }
    RowLayout {
        spacing: Theme.gap3
        Entry {
            key: "name"
            topic: "fleet-file#region.name"
            label: qsTr("Name")
            sample: "Frankfurt"
            first: true
        }
        Entry {
            key: "id"
            topic: "fleet-file#region.id"
            label: qsTr("ID")
            sample: "fra"
            Layout.maximumWidth: 150
        }
    }
    FormField {
        label: qsTr("Role")
        topic: "fleet-file#region.role"
        hint: sheet.draft.role === "primary" ? qsTr("Images are pushed here; rules copy from it.") : qsTr("Holds copies that rules bring here.")
        Select {
            objectName: "field-role"
            Layout.fillWidth: true
            spoken: qsTr("Role")
            textRole: "label"
            valueRole: "key"
            model: [{
                    "key": "primary",
                    "label": qsTr("Primary")
                }, {
                    "key": "replica",
                    "label": qsTr("Replica")
                }]
            choice: sheet.draft.role || "replica"
            onActivated: sheet.put("role", currentValue)
        }
    }
    Entry {
        key: "url"
        topic: "fleet-file#region.registry.url"
        label: qsTr("Registry address")
        sample: "https://registry.fra.example.com"
    }
    Entry {
        key: "credential"
        topic: "fleet-file#region.registry.credential"
        label: qsTr("Credential")
        sample: qsTr("none: sign in as nobody")
        hint: qsTr("The name of a stored entry. The fleet file holds this name, never the password.")
    }
    RowLayout {
        visible: (sheet.draft.credential || "") !== ""
        spacing: Theme.gap3
        Entry {
            key: "user"
            topic: "start#login"
            label: qsTr("User")
            sample: qsTr("unchanged")
        }
        Entry {
            key: "password"
            topic: "start#login"
            label: qsTr("Password")
            sample: qsTr("unchanged")
            secret: true
        }
    }
    Entry {
        key: "ca"
        topic: "fleet-file#region.registry.ca"
        label: qsTr("CA certificate")
        sample: qsTr("none: the system's authorities")
        hint: qsTr("A PEM file, for a registry whose certificate comes from a private authority.")
    }
    RowLayout {
        spacing: Theme.gap3
        Entry {
            key: "lat"
            topic: "fleet-file#region.lat"
            label: qsTr("Latitude")
            sample: "50.11"
        }
        Entry {
            key: "lon"
            topic: "fleet-file#region.lon"
            label: qsTr("Longitude")
            sample: "8.68"
        }
    }
    RowLayout {
        spacing: Theme.gap3
        Entry {
            key: "requestsPerSecond"
            topic: "fleet-file#region.limits.requests_per_second"
            label: qsTr("Requests per second")
            sample: qsTr("set by itself")
        }
        Entry {
            key: "requestsAtOnce"
            topic: "fleet-file#region.limits.requests_at_once"
            label: qsTr("Requests at once")
            sample: qsTr("set by itself")
        }
    }
    BandwidthFields {
        draft: sheet.draft
        problems: sheet.problems
        hint: qsTr("For all bytes from and to this registry: 40 Mbit/s, 5 MB/s, off. A window has a limit of its own.")
        onEdited: (key, value) => sheet.put(key, value)
    }
    ConnectionCheck {
        Layout.fillWidth: true
        region: sheet.draft
        ready: !sheet.problems.url
    }

    footer: [
        GhostButton {
            visible: !sheet.fresh
            text: qsTr("Remove")
            iconName: "trash-2"
            onClicked: sheet.removal(sheet.oldId, sheet.draft.name)
        },
        Item {
            Layout.fillWidth: true
        },
        GhostButton {
            text: qsTr("Cancel")
            onClicked: sheet.close()
        },
        PrimaryButton {
            objectName: "save"
            text: sheet.fresh ? qsTr("Add region") : qsTr("Save")
            onClicked: sheet.save()
        }
    ]

    component Entry: FormField {
        id: entry
        property string key
        property string sample
        property bool first: false
        property bool secret: false
        problem: sheet.problem(key)
        TextField {
            objectName: "field-" + entry.key
            Layout.fillWidth: true
            focus: entry.first
            echoMode: entry.secret ? TextInput.Password : TextInput.Normal
            spoken: entry.label
            placeholderText: entry.sample
            text: String(sheet.draft[entry.key] ?? "")
            invalid: entry.problem !== ""
            onTextEdited: sheet.put(entry.key, text)
        }
    }
}
