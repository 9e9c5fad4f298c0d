// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// A setting: its name at the left, what sets it at the right.
RowLayout {
    id: line
    property string label
    property string hint
    default property alias control: slot.data
    spacing: Theme.gap3
    Layout.fillWidth: true
    ColumnLayout {
        spacing: 1
        Layout.fillWidth: true
        Label { text: line.label; Layout.fillWidth: true; wrapMode: Text.Wrap; elide: Text.ElideNone }
        Label {
            visible: text !== ""
            text: line.hint
            color: Theme.text3
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            Layout.fillWidth: true
        }
    }
    RowLayout { id: slot; Layout.fillWidth: false }
}
