// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// A bandwidth cap and the windows of the week that have one of their own. Edits what `draft` has under "bandwidth" and
// "windows"; `problems` names what does not parse: "bandwidth", "windows[0]" ...
ColumnLayout {
    id: fields
    property var draft: ({})
    property var problems: ({})
    property string hint
    readonly property var windows: draft.windows || []
    signal edited(string key, var value)
    function change(place, key, value) {
        edited("windows", windows.map((window, at) => at === place ? Object.assign({}, window, {
                            [key]: value
                        }) : window));
    }
    function drop(place) {
        edited("windows", windows.filter((window, at) => at !== place));
    }
    readonly property var fresh: ({
            "days": 31,
            "from": "08:00",
            "to": "18:00",
            "zone": "",
            "limit": "8 Mbit/s"
        })
    function add() {
        edited("windows", windows.concat([fresh]));
    }

    spacing: Theme.gap3
    Layout.fillHeight: false
    FormField {
        label: qsTr("Bandwidth")
        topic: "fleet-file#bandwidth"
        hint: fields.hint
        problem: fields.problems.bandwidth || ""
        RowLayout {
            spacing: Theme.gap3
            TextField {
                objectName: "field-bandwidth"
                Layout.fillWidth: true
                spoken: qsTr("Bandwidth")
                placeholderText: qsTr("unlimited")
                text: fields.draft.bandwidth || ""
                invalid: !!fields.problems.bandwidth
                onTextEdited: fields.edited("bandwidth", text)
            }
            GhostButton {
                objectName: "addWindow"
                text: qsTr("Add window")
                iconName: "plus"
                onClicked: fields.add()
            }
        }
    }
    Repeater {
        // By number, so that typing does not make the row anew.
        model: fields.windows.length
        BandwidthWindow {
            required property int index
            objectName: "window-" + index
            Layout.fillWidth: true
            span: fields.windows[index] || ({})
            problem: fields.problems["windows[" + index + "]"] || ""
            onEdited: (key, value) => fields.change(index, key, value)
            onRemoved: fields.drop(index)
        }
    }
}
