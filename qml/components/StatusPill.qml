// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// A state as colour, icon and word together.
Rectangle {
    id: pill
    property string status
    property string word: Status.word(status)
    property bool plain: false

    implicitWidth: content.implicitWidth + (plain ? 0 : 18)
    implicitHeight: Math.max(22, content.implicitHeight + 4)
    radius: height / 2
    color: plain ? "transparent" : Theme.tinted(Status.color(status))
    Accessible.role: Accessible.StaticText
    Accessible.name: word

    Row {
        id: content
        anchors {
            verticalCenter: parent.verticalCenter
            left: parent.left
            leftMargin: pill.plain ? 0 : 8
        }
        spacing: 5
        Icon {
            name: Status.icon(pill.status)
            color: Status.color(pill.status)
            size: 14
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            text: pill.word
            color: pill.plain ? Theme.text2 : Status.color(pill.status)
            font {
                pixelSize: Theme.small
                weight: pill.plain ? Font.Normal : Font.Medium
            }
            Accessible.ignored: true
        }
    }
}
