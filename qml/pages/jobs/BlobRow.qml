// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

TableRow {
    id: row
    required property string digestText
    required property string targetName
    required property string repository
    required property string sizeText
    required property string bytesText
    required property real progress
    required property bool moving
    required property string origin
    required property string originText
    required property string status
    required property string statusText
    required property int index
    property var edges: [0, 0, 0, 0, 0, 0, 0]

    inset: 6
    spoken: [digestText, targetName, repository, bytesText, originText, statusText].filter(part => part !== "").join(", ")

    contentItem: Item {
        Cell {
            at: 0
            text: row.digestText
            color: Theme.text2
            font.pixelSize: Theme.small
            font.family: Theme.mono
        }
        Cell {
            at: 1
            text: row.repository
            font.weight: Font.Medium
        }
        Cell {
            at: 2
            text: row.targetName
            color: Theme.text2
        }
        Cell {
            at: 3
            text: row.bytesText
            height: row.moving ? Theme.row - 8 : Theme.row
        }
        ProgressBar {
            visible: row.moving
            x: row.edges[3] * row.width
            y: Theme.row - 10
            width: (row.edges[4] - row.edges[3]) * row.width - 14
            implicitHeight: 3
            value: row.progress
        }
        Tag {
            x: row.edges[4] * row.width
            y: (Theme.row - height) / 2
            width: Math.min(implicitWidth, (row.edges[5] - row.edges[4]) * row.width - 8)
            text: row.originText
            ink: row.origin === "pulled" ? Theme.text2 : Theme.ok
        }
        StatusPill {
            x: row.edges[5] * row.width
            y: (Theme.row - height) / 2
            plain: row.status === "waiting" || row.status === "copied"
            status: row.status
            word: row.statusText
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
