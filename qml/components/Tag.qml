// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// A word on a quiet ground: what something is, not how it goes.
Rectangle {
    id: tag
    property string text
    property color ink: Theme.text2
    visible: text !== ""
    implicitHeight: Math.max(20, label.implicitHeight + 4)
    implicitWidth: Math.ceil(label.implicitWidth) + 14
    radius: Theme.radiusSmall
    color: Theme.surface2
    Label {
        id: label
        anchors {
            left: parent.left
            right: parent.right
            leftMargin: 7
            rightMargin: 7
            verticalCenter: parent.verticalCenter
        }
        text: tag.text
        color: tag.ink
        font.pixelSize: Theme.caption
        Accessible.ignored: true
    }
}
