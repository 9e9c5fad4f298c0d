// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

// An icon that acts. `text` is its name for tooltip and assistive technology.
T.Button {
    id: control
    property string iconName
    property int iconSize: 18
    property bool framed: false
    property color ink: Theme.text2

    implicitWidth: 32
    implicitHeight: 32
    opacity: enabled ? 1 : 0.4
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Theme.radiusField
        color: control.hovered || control.down ? Theme.surface2 : control.framed ? Theme.surface : "transparent"
        border {
            width: control.framed ? 1 : 0
            color: Theme.border
        }
        FocusRing {
            shown: control.visualFocus
        }
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: control.iconName
            size: control.iconSize
            color: control.hovered ? Theme.text : control.ink
        }
    }
    Tooltip {
        text: control.text
        shown: control.hovered
    }
}
