// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Adds a rule or changes one, and shows what it comes to as configuration and as a command.
SideSheet {
    id: sheet
    objectName: "ruleEditor"
    property string oldId
    property var draft: ({})
    property bool tried: false
    property string refused
    readonly property bool fresh: oldId === ""
    readonly property var preview: opened ? Bridge.rulePreview(draft, oldId) : ({ json: "", cli: "", errors: [], fields: {} })
    signal removal(string id)

    function create() {
        oldId = ""
        begin({ id: "", source: primary(), targets: [], repositories: [], include: ["*"], exclude: [],
                semver: "", latest: 0, since: "", platforms: ["all"], bandwidth: "", windows: [] })
    }
    function edit(id) {
        oldId = id
        begin(Bridge.ruleMap(id))
    }
    function begin(rule) {
        rewind()
        tried = false
        refused = ""
        draft = rule
        open()
    }
    function primary() {
        const rows = Array.from({ length: Bridge.regions.count }, (none, row) => Bridge.regions.get(row))
        return (rows.find(region => region.role === "primary") || rows[0] || { regionId: "" }).regionId
    }
    function put(key, value) { draft = Object.assign({}, draft, { [key]: value }) }
    function toggle(id, on) {
        const others = (draft.targets || []).filter(target => target !== id)
        put("targets", on ? others.concat([id]) : others)
    }
    function chooseSource(id) {
        toggle(id, false)
        put("source", id)
    }
    function save() {
        tried = true
        rewind()
        if (preview.errors.length > 0) return
        refused = Bridge.saveRule(draft, oldId)
        if (refused === "") close()
    }

    title: fresh ? qsTr("Add rule") : qsTr("Edit %1").arg(oldId)
    note: Bridge.fleetFile === "" ? qsTr("Kept in memory only") : qsTr("Written to %1").arg(Bridge.fleetFile)

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
    RowLayout {
        spacing: Theme.gap3
        FormField {
            label: qsTr("ID")
            TextField {
                objectName: "field-id"
                Layout.fillWidth: true
                focus: true
                spoken: qsTr("ID")
                placeholderText: "base"
                text: sheet.draft.id || ""
                onTextEdited: sheet.put("id", text)
            }
        }
        FormField {
            label: qsTr("Copies from")
            Select {
                Layout.fillWidth: true
                spoken: qsTr("Copies from")
                model: Bridge.regions
                textRole: "name"
                valueRole: "regionId"
                choice: sheet.draft.source || ""
                onActivated: sheet.chooseSource(currentValue)
            }
        }
    }
    FormField {
        label: qsTr("Copies to")
        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap3
            Repeater {
                model: Bridge.regions
                CheckBox {
                    required property string regionId
                    required property string name
                    objectName: "target-" + regionId
                    visible: regionId !== sheet.draft.source
                    text: name
                    checked: (sheet.draft.targets || []).includes(regionId)
                    onToggled: sheet.toggle(regionId, checked)
                }
            }
        }
    }
    Words { key: "repositories"; label: qsTr("Repositories"); sample: "base/*"
        hint: qsTr("Names with * and ?. A ! in front leaves out, re: in front is a regular expression. Enter adds one.") }
    RowLayout {
        spacing: Theme.gap3
        Words { key: "include"; label: qsTr("Tags"); sample: "*" }
        Words { key: "exclude"; label: qsTr("Except tags"); sample: "*-rc*" }
    }
    TagLimits {
        draft: sheet.draft
        onEdited: (key, value) => sheet.put(key, value)
    }
    Words { key: "platforms"; label: qsTr("Platforms"); sample: "all"
        hint: qsTr("all, or some such as linux/amd64. Leaving platforms out changes what a multi-platform image holds at the target.") }
    BandwidthFields {
        draft: sheet.draft
        problems: sheet.preview.fields || ({})
        hint: qsTr("For all that this rule moves: 40 Mbit/s, 5 MB/s, off. A window has a limit of its own.")
        onEdited: (key, value) => sheet.put(key, value)
    }
    RulePreview {
        Layout.fillWidth: true
        json: sheet.preview.json
        cli: sheet.preview.cli
    }

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

    component Words: FormField {
        id: words
        property string key
        property string sample
        TagInput {
            objectName: "field-" + words.key
            Layout.fillWidth: true
            spoken: words.label
            placeholder: words.sample
            values: sheet.draft[words.key] || []
            onEdited: values => sheet.put(words.key, values)
        }
    }
}
