// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// The why-not line: what was answered, what is tried next, and the fix when there is one.
RowLayout {
    id: line
    property string text
    property string status: "failed"
    property string actionText
    signal action

    spacing: 6
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text
    Icon {
        name: Status.icon(line.status)
        color: Status.color(line.status)
        size: 14
        Layout.alignment: Qt.AlignTop
        Layout.topMargin: 1
    }
    Label {
        text: line.text
        color: Status.color(line.status)
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        Layout.fillWidth: true
        Accessible.ignored: true
    }
    GhostButton {
        visible: line.actionText !== ""
        text: line.actionText
        onClicked: line.action()
    }
}
