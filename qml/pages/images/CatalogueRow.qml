// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// A repository and how many regions have it.
TableRow {
    id: row
    required property string name
    required property string regionsText
    required property bool missing
    required property string spokenText
    required property int index
    property bool focused: false

    focusPolicy: Qt.NoFocus
    implicitHeight: 44
    inset: 0
    spoken: spokenText
    contentItem: Item {
        TwoLines {
            x: 10
            width: parent.width - 20
            upper: row.name
            lower: row.regionsText
            strong: row.current
        }
        Rectangle {
            anchors.fill: parent
            anchors.bottomMargin: 1
            radius: Theme.radiusSmall
            color: "transparent"
            border {
                width: row.focused ? 2 : 0
                color: Theme.accent
            }
        }
    }
}
