// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

// The button behind PrimaryButton, GhostButton and DangerButton: an optional icon and a word.
T.Button {
    id: control
    property string iconName
    property color fill: "transparent"
    property color fillHover: Theme.surface2
    property color ink: Theme.text
    property color line: Theme.border
    property string why: ""

    implicitHeight: Theme.control
    implicitWidth: content.implicitWidth + leftPadding + rightPadding
    leftPadding: 14
    rightPadding: 14
    opacity: enabled ? 1 : 0.45
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Accessible.description: why
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Theme.radiusField
        color: control.hovered || control.down ? control.fillHover : control.fill
        border {
            width: 1
            color: control.line
        }
        FocusRing {
            shown: control.visualFocus
        }
    }
    contentItem: Item {
        implicitWidth: content.implicitWidth
        implicitHeight: content.implicitHeight
        Row {
            id: content
            anchors.centerIn: parent
            spacing: Theme.gap2
            Icon {
                name: control.iconName
                visible: name !== ""
                color: control.ink
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                text: control.text
                visible: text !== ""
                color: control.ink
                font.weight: Font.DemiBold
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
    }
    Tooltip {
        text: control.why
        shown: control.hovered
    }
}
