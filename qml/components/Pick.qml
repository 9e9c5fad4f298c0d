// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

// A value that is in or out of a choice of several.
T.AbstractButton {
    id: pick
    implicitWidth: name.implicitWidth + 22
    implicitHeight: 28
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.5
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checked: checked
    Keys.onReturnPressed: clicked()
    background: Rectangle {
        radius: Theme.radiusSmall
        color: pick.checked ? Theme.tinted(Theme.accent) : pick.hovered ? Theme.surface2 : "transparent"
        border {
            width: 1
            color: pick.checked ? Theme.accent : Theme.border
        }
        FocusRing {
            shown: pick.visualFocus
        }
    }
    contentItem: Label {
        id: name
        text: pick.text
        horizontalAlignment: Text.AlignHCenter
        color: pick.checked ? Theme.accent : Theme.text2
        font {
            pixelSize: Theme.small
            weight: Font.Medium
        }
        Accessible.ignored: true
    }
}
