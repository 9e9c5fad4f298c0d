// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// A small value in a list of values, removable on request.
Rectangle {
    id: chip
    property string text
    property bool removable: false
    signal removed

    implicitHeight: Math.max(24, label.implicitHeight + 6)
    implicitWidth: label.implicitWidth + (removable ? 34 : 16)
    radius: Theme.radiusSmall
    color: Theme.surface2
    border {
        width: 1
        color: Theme.border
    }
    Label {
        id: label
        anchors {
            left: parent.left
            leftMargin: 8
            verticalCenter: parent.verticalCenter
        }
        width: Math.min(implicitWidth, chip.width - (chip.removable ? 34 : 16))
        text: chip.text
        font.pixelSize: Theme.small
    }
    IconButton {
        visible: chip.removable
        anchors {
            right: parent.right
            rightMargin: 2
            verticalCenter: parent.verticalCenter
        }
        width: 22
        height: 20
        iconName: "x"
        iconSize: 12
        text: qsTr("Remove %1").arg(chip.text)
        onClicked: chip.removed()
    }
}
