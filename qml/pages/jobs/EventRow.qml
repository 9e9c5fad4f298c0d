// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

Item {
    id: row
    required property string timeText
    required property string level
    required property string text
    implicitHeight: words.implicitHeight + 8
    Accessible.role: Accessible.ListItem
    Accessible.name: timeText + " " + text
    Digits {
        id: time
        y: 4
        width: 64
        text: row.timeText
        color: Theme.text3
        pixelSize: Theme.small
        Accessible.ignored: true
    }
    Icon {
        id: mark
        anchors {
            left: time.right
            leftMargin: 6
            verticalCenter: time.verticalCenter
        }
        name: Status.icon(row.level)
        color: row.level === "info" ? Theme.text3 : Status.color(row.level)
        size: 13
    }
    Label {
        id: words
        y: 4
        anchors {
            left: mark.right
            leftMargin: 8
            right: parent.right
        }
        text: row.text
        color: row.level === "info" ? Theme.text2 : Status.color(row.level)
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        Accessible.ignored: true
    }
}
