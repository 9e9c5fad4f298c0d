// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// What stands where there is nothing yet: why, and what to do about it.
ColumnLayout {
    id: empty
    property string iconName: "info"
    property string title
    property string text
    property string actionText
    property string actionIcon: "plus"
    signal action

    spacing: Theme.gap2
    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        Layout.bottomMargin: Theme.gap1
        width: 48
        height: 48
        radius: 14
        color: Theme.tinted(Theme.accent)
        Icon {
            anchors.centerIn: parent
            name: empty.iconName
            size: 22
            color: Theme.accent
        }
    }
    Label {
        Layout.alignment: Qt.AlignHCenter
        text: empty.title
        font {
            pixelSize: Theme.cardTitle
            weight: Font.DemiBold
        }
    }
    Label {
        Layout.alignment: Qt.AlignHCenter
        Layout.maximumWidth: 380
        Layout.fillWidth: true
        visible: text !== ""
        text: empty.text
        color: Theme.text2
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        horizontalAlignment: Text.AlignHCenter
    }
    GhostButton {
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.gap2
        visible: text !== ""
        text: empty.actionText
        iconName: empty.actionIcon
        onClicked: empty.action()
    }
}
