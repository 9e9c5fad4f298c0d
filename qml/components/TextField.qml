// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

T.TextField {
    id: control
    property bool invalid: false
    property string spoken: placeholderText

    implicitHeight: Theme.control
    implicitWidth: 220
    leftPadding: 10
    rightPadding: 10
    color: Theme.text
    font.pixelSize: Theme.body
    placeholderTextColor: Theme.text3
    selectionColor: Theme.primary
    selectedTextColor: Theme.primaryInk
    selectByMouse: true
    verticalAlignment: TextInput.AlignVCenter
    opacity: enabled ? 1 : 0.5
    Accessible.name: spoken

    background: Rectangle {
        radius: Theme.radiusField
        color: Theme.field
        border {
            width: control.activeFocus ? 2 : 1
            color: control.invalid ? Theme.bad : control.activeFocus ? Theme.accent : control.hovered ? Theme.borderStrong : Theme.border
        }
    }
    Label {
        visible: control.length === 0 && control.preeditText.length === 0
        anchors {
            fill: parent
            leftMargin: control.leftPadding
            rightMargin: control.rightPadding
        }
        text: control.placeholderText
        color: Theme.text3
        Accessible.ignored: true
    }
}
