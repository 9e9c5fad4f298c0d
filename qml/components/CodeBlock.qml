// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// Text to take along: fixed width, selectable, with a button that copies it.
Rectangle {
    id: block
    property string text
    property string spoken
    implicitHeight: code.implicitHeight + 18
    radius: Theme.radiusField
    color: Theme.bg
    border {
        width: 1
        color: Theme.border
    }
    TextEdit {
        id: code
        anchors {
            left: parent.left
            right: copy.left
            top: parent.top
            margins: 9
            leftMargin: 12
        }
        text: block.text
        color: Theme.text2
        font {
            family: Theme.mono
            pixelSize: Theme.small
        }
        readOnly: true
        selectByMouse: true
        selectionColor: Theme.primary
        selectedTextColor: Theme.primaryInk
        wrapMode: TextEdit.WrapAnywhere
        textFormat: TextEdit.PlainText
        Accessible.role: Accessible.StaticText
        Accessible.name: block.spoken + ": " + text
    }
    IconButton {
        id: copy
        anchors {
            right: parent.right
            top: parent.top
            margins: 4
        }
        width: 28
        height: 28
        iconName: "copy"
        iconSize: 15
        text: qsTr("Copy")
        onClicked: Bridge.copy(block.text)
    }
}
