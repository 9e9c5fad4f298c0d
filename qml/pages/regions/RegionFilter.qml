// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Narrows the list of regions: by words, by state, by role.
RowLayout {
    id: bar
    readonly property var table: Lines.regions
    readonly property var states: ["insync", "syncing", "drift", "failed", "offline", "unknown"]
    signal down
    spacing: Theme.gap2
    Binding {
        target: words
        property: "text"
        value: bar.table.text
        when: !words.activeFocus
        restoreMode: Binding.RestoreNone
    }
    SearchField {
        id: words
        objectName: "findRegion"
        Layout.preferredWidth: 300
        placeholderText: qsTr("Name, address or state of a region")
        Accessible.name: placeholderText
        onTextChanged: bar.table.text = text
        Keys.onDownPressed: bar.down()
        Keys.onReturnPressed: bar.down()
    }
    Select {
        objectName: "filterState"
        Layout.preferredWidth: 170
        spoken: qsTr("State")
        textRole: "label"
        valueRole: "key"
        model: [{
                "key": "",
                "label": qsTr("All states")
            }].concat(bar.states.map(state => ({
                            "key": state,
                            "label": Status.word(state)
                        })))
        choice: bar.table.only.status || ""
        onActivated: bar.table.setOnly("status", currentValue)
    }
    Select {
        objectName: "filterRole"
        Layout.preferredWidth: 150
        spoken: qsTr("Role")
        textRole: "label"
        valueRole: "key"
        model: [{
                "key": "",
                "label": qsTr("All roles")
            }, {
                "key": "primary",
                "label": qsTr("Primary")
            }, {
                "key": "replica",
                "label": qsTr("Replica")
            }]
        choice: bar.table.only.role || ""
        onActivated: bar.table.setOnly("role", currentValue)
    }
    Item {
        Layout.fillWidth: true
    }
    Label {
        text: bar.table.filtered ? qsTr("%1 of %2 regions").arg(bar.table.count).arg(bar.table.total) : qsTr("Regions: %1").arg(bar.table.total)
        color: Theme.text2
        font.pixelSize: Theme.small
    }
}
