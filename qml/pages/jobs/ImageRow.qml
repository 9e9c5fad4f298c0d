// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

TableRow {
    id: row
    required property string ref
    required property string targetName
    required property string status
    required property string statusText
    required property string bytesText
    required property real progress
    required property string digestText
    required property string error
    required property int index
    property var columns: []
    function edge(place) { return columns.slice(0, place).reduce((sum, column) => sum + column.share, 0) * width }

    implicitHeight: error === "" ? Theme.row : Theme.row + 18
    inset: 6
    spoken: [ref, targetName, statusText, bytesText, error].filter(part => part !== "").join(", ")

    contentItem: Item {
        Cell { at: 0; text: row.ref; font.weight: Font.Medium }
        Cell { at: 1; text: row.targetName; color: Theme.text2 }
        StatusPill {
            x: row.edge(2)
            y: (Theme.row - height) / 2
            status: row.status
            word: row.statusText
        }
        Cell { at: 3; text: row.bytesText; height: row.status === "copying" ? Theme.row - 8 : Theme.row }
        ProgressBar {
            visible: row.status === "copying"
            x: row.edge(3)
            y: Theme.row - 10
            width: row.edge(4) - x - 14
            implicitHeight: 3
            value: row.progress
        }
        Cell { at: 4; text: row.digestText; color: Theme.text2; font.pixelSize: Theme.small; font.family: Theme.mono }
        Label {
            visible: text !== ""
            y: Theme.row - 6
            width: parent.width
            text: row.error
            color: Theme.bad
            font.pixelSize: Theme.small
            Accessible.ignored: true
        }
    }

    component Cell: Label {
        property int at
        x: row.edge(at)
        width: row.edge(at + 1) - x - 10
        height: Theme.row
        Accessible.ignored: true
    }
}
