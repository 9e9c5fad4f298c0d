// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// A tag that goes from a target, or why it does not yet, and what else that would touch.
ColumnLayout {
    id: entry
    required property var modelData
    readonly property color ink: modelData.status === "due" ? Theme.bad : modelData.status === "held" ? Theme.warn : Theme.text2
    spacing: 1
    Layout.fillHeight: false
    RowLayout {
        spacing: Theme.gap2
        Icon {
            name: entry.modelData.status === "due" ? "trash-2" : entry.modelData.status === "held" ? "ban" : "clock"
            size: 13
            color: entry.ink
        }
        Label {
            text: entry.modelData.ref
            font.weight: Font.Medium
            Layout.maximumWidth: 260
        }
        Label {
            text: entry.modelData.text
            color: entry.ink
            font.pixelSize: Theme.small
            Layout.fillWidth: true
        }
    }
    Label {
        visible: text !== ""
        text: entry.modelData.harm
        color: Theme.text3
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        Layout.leftMargin: 21
        Layout.fillWidth: true
    }
}
