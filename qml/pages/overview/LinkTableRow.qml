// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

TableRow {
    id: row
    required property string key
    required property string title
    required property string rateText
    required property string health
    required property string healthWord
    required property string movingText
    required property string p95Text
    required property string successText
    required property int waiting
    required property int failed
    required property int seriesIndex
    required property int index
    property var columns: []
    function edge(place) {
        return columns.slice(0, place).reduce((sum, column) => sum + column.share, 0) * width;
    }

    objectName: "linkRow-" + key
    spoken: [title, healthWord, rateText, movingText, qsTr("p95 %1").arg(p95Text), qsTr("%1 failed").arg(failed), successText].join(", ")
    inset: 6
    onClicked: Lines.show(key)

    contentItem: Item {
        Rectangle {
            width: 4
            height: 16
            radius: 2
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.seriesColor(row.seriesIndex)
        }
        Label {
            x: 12
            width: row.edge(1) - 20
            height: parent.height
            text: row.title
            font.weight: Font.Medium
            Accessible.ignored: true
        }
        StatusPill {
            x: row.edge(1)
            anchors.verticalCenter: parent.verticalCenter
            status: row.health
            word: row.healthWord
        }
        Cell {
            at: 2
            text: row.rateText
        }
        Cell {
            at: 3
            text: row.waiting
        }
        Cell {
            at: 4
            text: row.p95Text
        }
        Cell {
            at: 5
            text: row.failed
            color: row.failed > 0 ? Theme.bad : Theme.text
        }
        Cell {
            at: 6
            text: row.successText
        }
    }

    component Cell: Label {
        property int at
        x: row.edge(at)
        width: row.edge(at + 1) - x - 10
        height: parent.height
        Accessible.ignored: true
    }
}
