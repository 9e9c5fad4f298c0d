// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// Opens the notifications and counts those that nobody has seen.
IconButton {
    id: bell
    objectName: "bell"
    iconName: "bell"
    text: Notices.unread > 0 ? qsTr("Notifications, %n new", "", Notices.unread) : qsTr("Notifications")
    onClicked: centre.opened ? centre.close() : centre.open()
    function toggle() {
        clicked();
    }
    Rectangle {
        visible: Notices.unread > 0
        anchors {
            right: parent.right
            top: parent.top
            rightMargin: 1
            topMargin: 1
        }
        width: Math.max(15, count.implicitWidth + 7)
        height: 15
        radius: 7.5
        color: Theme.bad
        Text {
            id: count
            anchors.centerIn: parent
            text: Notices.unread > 99 ? "99+" : Notices.unread
            color: Theme.dark ? Theme.bg : Theme.surface
            font {
                pixelSize: Theme.caption
                weight: Font.Bold
            }
            Accessible.ignored: true
        }
    }
    NoticeCentre {
        id: centre
        x: bell.width - width
        y: bell.height + 8
    }
}
