// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

T.Switch {
    id: control
    implicitHeight: Math.max(24, contentItem.implicitHeight)
    implicitWidth: 34 + spacing + contentItem.implicitWidth
    spacing: Theme.gap2
    opacity: enabled ? 1 : 0.5
    Accessible.name: text

    indicator: Rectangle {
        y: (control.height - height) / 2
        width: 34
        height: 20
        radius: 10
        color: control.checked ? Theme.primary : Theme.surface2
        border {
            width: 1
            color: control.checked ? Theme.primary : Theme.borderStrong
        }
        Rectangle {
            x: control.checked ? 17 : 3
            anchors.verticalCenter: parent.verticalCenter
            width: 14
            height: 14
            radius: 7
            color: control.checked ? Theme.primaryInk : Theme.text3
            Behavior on x  {
                NumberAnimation {
                    duration: Theme.quick
                }
            }
        }
        FocusRing {
            shown: control.visualFocus
            radius: 13
        }
    }
    contentItem: Label {
        leftPadding: 34 + control.spacing
        text: control.text
        Accessible.ignored: true
    }
}
