// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// One thing that a registry can do, cannot do, or has not been found out about.
RowLayout {
    id: row
    required property var modelData
    readonly property string icon: ({
            "yes": "circle-check",
            "no": "minus",
            "unknown": "circle-dashed"
        })[modelData.status] || "info"
    readonly property color ink: modelData.status === "yes" ? Theme.ok : modelData.status === "no" ? Theme.text2 : Theme.text3
    spacing: Theme.gap2
    Accessible.role: Accessible.StaticText
    Accessible.name: modelData.label + ": " + modelData.text
    Icon {
        name: row.icon
        color: row.ink
        size: 15
        Layout.alignment: Qt.AlignTop
        Layout.topMargin: 1
    }
    Label {
        text: row.modelData.label
        color: Theme.text2
        Layout.preferredWidth: 148
        Layout.alignment: Qt.AlignTop
        Accessible.ignored: true
    }
    Label {
        text: row.modelData.text
        color: row.modelData.status === "unknown" ? Theme.text3 : Theme.text
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        Layout.fillWidth: true
        Accessible.ignored: true
    }
}
