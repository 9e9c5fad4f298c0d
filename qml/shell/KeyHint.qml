// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// Keys as they stand on a keyboard.
Rectangle {
    property alias text: keys.text
    visible: text !== ""
    implicitWidth: keys.implicitWidth + 12
    implicitHeight: keys.implicitHeight + 4
    radius: 4
    color: Theme.surface2
    border {
        width: 1
        color: Theme.border
    }
    Label {
        id: keys
        anchors.centerIn: parent
        color: Theme.text2
        font.pixelSize: Theme.caption
        Accessible.ignored: true
    }
}
