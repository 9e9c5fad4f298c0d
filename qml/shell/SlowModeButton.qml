// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// Slow mode in the header: a quiet icon while it is off, a badge with its rate while it is on.
T.Button {
    id: control
    objectName: "slowMode"
    readonly property bool on: Bridge.slowText !== ""

    text: on ? qsTr("Slow mode: %1").arg(Bridge.slowText) : qsTr("Slow mode")
    implicitWidth: on ? content.implicitWidth + 16 : 32
    implicitHeight: on ? Math.max(24, content.implicitHeight + 6) : 32
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    onClicked: menu.open()

    background: Rectangle {
        radius: control.on ? Theme.radiusSmall : Theme.radiusField
        color: control.on ? Theme.tinted(Theme.warn) : control.hovered || control.down ? Theme.surface2 : "transparent"
        FocusRing {
            shown: control.visualFocus
        }
    }
    contentItem: Item {
        Row {
            id: content
            anchors.centerIn: parent
            spacing: 6
            Icon {
                name: "gauge"
                size: control.on ? 15 : 18
                color: control.on ? Theme.warn : control.hovered ? Theme.text : Theme.text2
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                visible: control.on
                text: control.text
                color: Theme.warn
                font {
                    pixelSize: Theme.small
                    weight: Font.Medium
                }
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
    }
    Tooltip {
        text: control.on ? qsTr("All transfers together go no faster than this") : control.text
        shown: control.hovered && !menu.opened
    }
    SlowModeMenu {
        id: menu
        x: control.width - width
        y: control.height + 8
    }
}
