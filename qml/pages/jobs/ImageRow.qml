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
    required property string fix
    property var edges: [0, 0, 0, 0, 0, 0]

    implicitHeight: error === "" ? Theme.row : Theme.row + notes.implicitHeight
    inset: 6
    spoken: [ref, targetName, statusText, bytesText, error, fix].filter(part => part !== "").join(", ")

    contentItem: Item {
        Cell {
            at: 0
            text: row.ref
            font.weight: Font.Medium
        }
        Cell {
            at: 1
            text: row.targetName
            color: Theme.text2
        }
        StatusPill {
            x: row.edges[2] * row.width
            y: (Theme.row - height) / 2
            status: row.status
            word: row.statusText
        }
        Cell {
            at: 3
            text: row.bytesText
            height: row.status === "copying" ? Theme.row - 8 : Theme.row
        }
        ProgressBar {
            visible: row.status === "copying"
            x: row.edges[3] * row.width
            y: Theme.row - 10
            width: (row.edges[4] - row.edges[3]) * row.width - 14
            implicitHeight: 3
            value: row.progress
        }
        Cell {
            at: 4
            text: row.digestText
            color: Theme.text2
            font.pixelSize: Theme.small
            font.family: Theme.mono
        }
        Column {
            id: notes
            y: Theme.row - 6
            width: parent.width
            visible: row.error !== ""
            Label {
                width: parent.width
                text: row.error
                color: Theme.bad
                font.pixelSize: Theme.small
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: row.fix
                color: Theme.text2
                font.pixelSize: Theme.small
                Accessible.ignored: true
            }
        }
    }

    component Cell: Label {
        property int at
        x: row.edges[at] * row.width
        width: (row.edges[at + 1] - row.edges[at]) * row.width - 10
        height: Theme.row
        Accessible.ignored: true
    }
}
