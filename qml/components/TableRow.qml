// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

// One row of a table: takes the keyboard, says its name, opens on click or Enter.
T.ItemDelegate {
    id: row
    property string spoken
    property bool last: false
    property bool current: false
    property int inset: 8

    implicitHeight: Theme.row
    padding: 0
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Row
    Accessible.name: spoken
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Item {
        Rectangle {
            anchors {
                fill: parent
                leftMargin: -row.inset
                rightMargin: -row.inset
                bottomMargin: 1
            }
            radius: Theme.radiusSmall
            color: row.current ? Theme.tinted(Theme.accent) : row.hovered ? Theme.surface2 : "transparent"
            border {
                width: row.visualFocus ? 2 : 0
                color: Theme.accent
            }
        }
        Rectangle {
            visible: !row.last
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
            }
            height: 1
            color: Theme.hairline
        }
    }
}
