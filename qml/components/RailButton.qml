// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

// A page's entry in the rail; `checked` is the page on show, `badge` counts what needs a look.
T.Button {
    id: control
    property string iconName
    property int badge: 0
    readonly property color ink: checked ? Theme.accent : hovered ? Theme.text : Theme.text2

    implicitWidth: 76
    implicitHeight: 52
    focusPolicy: Qt.StrongFocus
    Accessible.name: badge > 0 ? text + ", " + badge : text
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Theme.radiusField
        color: control.checked ? Theme.tinted(Theme.accent) : control.hovered ? Theme.surface2 : "transparent"
        FocusRing {
            shown: control.visualFocus
        }
    }
    contentItem: Item {
        Icon {
            id: glyph
            anchors {
                horizontalCenter: parent.horizontalCenter
                top: parent.top
                topMargin: 8
            }
            name: control.iconName
            size: 19
            color: control.ink
        }
        Label {
            anchors {
                horizontalCenter: parent.horizontalCenter
                top: glyph.bottom
                topMargin: 4
            }
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: control.text
            color: control.ink
            font {
                pixelSize: Theme.small
                weight: control.checked ? Font.DemiBold : Font.Medium
            }
            Accessible.ignored: true
        }
        Rectangle {
            visible: control.badge > 0
            anchors {
                left: glyph.right
                leftMargin: -6
                top: glyph.top
                topMargin: -5
            }
            width: Math.max(15, count.implicitWidth + 7)
            height: 15
            radius: 7.5
            color: Theme.bad
            Text {
                id: count
                anchors.centerIn: parent
                text: control.badge
                color: Theme.badgeInk
                font {
                    pixelSize: Theme.badge
                    weight: Font.Bold
                }
            }
        }
    }
}
