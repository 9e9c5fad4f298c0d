// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Adds a rule or changes one: what it selects and where it goes in sight, all else in parts that fold.
SideSheet {
    id: sheet
    objectName: "ruleEditor"
    property string oldId
    property var draft: ({})
    property bool tried: false
    property string refused
    readonly property bool fresh: oldId === ""
    readonly property var preview: opened ? Bridge.rulePreview(draft, oldId) : ({ json: "", cli: "", errors: [], fields: {}, parts: {} })
    signal removal(string id)

    function create() {
        oldId = ""
        begin(Object.assign(Bridge.ruleMap(""), { source: primary() }))
    }
    function edit(id) {
        oldId = id
        begin(Bridge.ruleMap(id))
    }
    function begin(rule) {
        rewind()
        tried = false
        refused = ""
        for (let place = 0; place < sections.children.length; ++place) sections.children[place].open = place === 0
        draft = rule
        open()
    }
    function primary() {
        const rows = Array.from({ length: Bridge.regions.count }, (none, row) => Bridge.regions.get(row))
        return (rows.find(region => region.role === "primary") || rows[0] || { regionId: "" }).regionId
    }
    function put(key, value) { draft = Object.assign({}, draft, { [key]: value }) }
    function save() {
        tried = true
        rewind()
        if (preview.errors.length > 0) return
        refused = Bridge.saveRule(draft, oldId)
        if (refused === "") close()
    }

    width: Math.min(620, parent ? parent.width - 120 : 620)
    title: fresh ? qsTr("Add rule") : qsTr("Edit %1").arg(oldId)
    note: Bridge.fleetFile === "" ? qsTr("Kept in memory only") : qsTr("Written to %1").arg(Bridge.fleetFile)
    onDraftChanged: if (visible) Bridge.lookAtMatches(draft)
    onOpened: Bridge.lookAtMatches(draft)
    onClosed: Bridge.endMatches()

    ColumnLayout {
        visible: sheet.refused !== "" || (sheet.tried && sheet.preview.errors.length > 0)
        Layout.fillHeight: false
        spacing: 4
        Repeater {
            model: sheet.tried ? sheet.preview.errors : []
            InlineError { required property string modelData; text: modelData; Layout.fillWidth: true }
        }
        InlineError { visible: text !== ""; text: sheet.refused; Layout.fillWidth: true }
    }
    RuleRoute {
        draft: sheet.draft
        onEdited: (key, value) => sheet.put(key, value)
    }
    RuleWords {
        key: "repositories"
        label: qsTr("Repositories")
        sample: "base/*"
        hint: qsTr("Names with * and ?. A ! in front leaves out, re: in front is a regular expression. Enter adds one.")
        draft: sheet.draft
        onEdited: (key, value) => sheet.put(key, value)
    }
    ColumnLayout {
        id: sections
        spacing: 0
        Layout.fillHeight: false
        Component.onCompleted: {
            for (let place = 0; place < children.length; ++place) {
                const section = children[place]
                section.unfolded.connect(() => Qt.callLater(sheet.reveal, section))
            }
        }
        RuleTags { draft: sheet.draft; preview: sheet.preview; onEdited: (key, value) => sheet.put(key, value) }
        RulePlatforms { draft: sheet.draft; preview: sheet.preview; onEdited: (key, value) => sheet.put(key, value) }
        RuleReferrers { draft: sheet.draft; preview: sheet.preview; onEdited: (key, value) => sheet.put(key, value) }
        RuleSchedule { draft: sheet.draft; preview: sheet.preview; onEdited: (key, value) => sheet.put(key, value) }
        RulePromotion { draft: sheet.draft; preview: sheet.preview; onEdited: (key, value) => sheet.put(key, value) }
        RuleDeletes { draft: sheet.draft; preview: sheet.preview; onEdited: (key, value) => sheet.put(key, value) }
        RuleAudit { draft: sheet.draft; preview: sheet.preview; onEdited: (key, value) => sheet.put(key, value) }
        RuleSection {
            id: bandwidth
            title: qsTr("Bandwidth")
            part: "bandwidth"
            keys: ["bandwidth", "windows"]
            draft: sheet.draft
            preview: sheet.preview
            BandwidthFields {
                draft: sheet.draft
                problems: bandwidth.problems
                hint: qsTr("For all that this rule moves: 40 Mbit/s, 5 MB/s, off. A window has a limit of its own.")
                onEdited: (key, value) => sheet.put(key, value)
            }
        }
        RuleSection {
            title: qsTr("As code")
            part: "code"
            summary: qsTr("In the fleet file and on the command line")
            RulePreview { Layout.fillWidth: true; json: sheet.preview.json; cli: sheet.preview.cli }
        }
    }
    ledge: MatchStrip { objectName: "matches" }

    footer: [
        GhostButton {
            visible: !sheet.fresh
            text: qsTr("Remove")
            iconName: "trash-2"
            onClicked: sheet.removal(sheet.oldId)
        },
        Item { Layout.fillWidth: true },
        GhostButton { text: qsTr("Cancel"); onClicked: sheet.close() },
        PrimaryButton {
            objectName: "save"
            text: sheet.fresh ? qsTr("Add rule") : qsTr("Save")
            onClicked: sheet.save()
        }
    ]
}
