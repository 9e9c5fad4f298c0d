// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// One row of a table of the guide; its columns are as wide as the whole table wants.
Item {
    id: row
    property var cells: []
    property var shares: []
    property bool head: false
    property string style
    signal followed(string target)
    implicitHeight: line.implicitHeight + 13
    Row {
        id: line
        y: 6
        width: row.width
        Repeater {
            model: row.cells
            GuideWords {
                required property string modelData
                required property int index
                width: line.width * (row.shares[index] || 0) - Theme.gap3
                height: implicitHeight
                html: row.head ? "<b>" + modelData + "</b>" : modelData
                style: row.style
                ink: row.head ? Theme.text3 : Theme.text2
                onFollowed: target => row.followed(target)
            }
        }
        spacing: Theme.gap3
    }
    Rectangle {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: 1
        color: row.head ? Theme.border : Theme.hairline
    }
}
