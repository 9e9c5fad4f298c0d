// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

T.CheckBox {
    id: control
    implicitHeight: Math.max(24, contentItem.implicitHeight)
    implicitWidth: 18 + spacing + contentItem.implicitWidth
    spacing: Theme.gap2
    opacity: enabled ? 1 : 0.5
    Accessible.name: text

    indicator: Rectangle {
        y: (control.height - height) / 2
        width: 18
        height: 18
        radius: 5
        color: control.checked ? Theme.primary : Theme.field
        border {
            width: 1
            color: control.checked ? Theme.primary : control.hovered ? Theme.text3 : Theme.borderStrong
        }
        Icon {
            anchors.centerIn: parent
            visible: control.checked
            name: "check"
            size: 13
            color: Theme.primaryInk
        }
        FocusRing {
            shown: control.visualFocus
            radius: 8
        }
    }
    contentItem: Label {
        leftPadding: 18 + control.spacing
        text: control.text
        Accessible.ignored: true
    }
}
