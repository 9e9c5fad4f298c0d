// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

TableRow {
    id: row
    required property string name
    required property string regionId
    required property string roleText
    required property string status
    required property string statusWord
    required property string whyNot
    required property string held
    required property string syncedText
    required property string consistencyText
    required property real consistency
    required property string rateText
    required property var history
    required property int seriesIndex
    required property int index
    property var columns: []
    readonly property color lagInk: Status.tone(status) === "ok" || Status.tone(status) === "offline" ? Theme.text : Status.color(status)
    function edge(place) {
        return columns.slice(0, place).reduce((sum, column) => sum + column.share, 0) * width;
    }

    spoken: [name, roleText, statusWord, held || whyNot, syncedText, consistencyText, rateText].join(", ")
    inset: 6
    onClicked: Bridge.open("region", regionId)

    contentItem: Item {
        Rectangle {
            width: 4
            height: 16
            radius: 2
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.seriesColor(row.seriesIndex)
        }
        Row {
            x: 12
            width: row.edge(1) - 20
            height: parent.height
            spacing: 8
            clip: true
            Label {
                text: row.name
                font.weight: Font.Medium
                height: parent.height
                Accessible.ignored: true
            }
            Label {
                text: row.regionId
                color: Theme.text2
                font.pixelSize: Theme.small
                height: parent.height
                Accessible.ignored: true
            }
        }
        Cell {
            at: 1
            text: row.roleText
            color: Theme.text2
        }
        StatusPill {
            id: pill
            x: row.edge(2)
            anchors.verticalCenter: parent.verticalCenter
            status: row.status
            word: row.statusWord
        }
        Icon {
            visible: row.held !== ""
            anchors {
                left: pill.right
                leftMargin: 6
                verticalCenter: parent.verticalCenter
            }
            name: "clock"
            size: 14
            color: Theme.warn
            HoverHandler {
                id: over
            }
            Tooltip {
                text: row.held
                shown: over.hovered
            }
        }
        Cell {
            at: 3
            text: row.syncedText
            color: row.lagInk
        }
        Cell {
            at: 4
            text: row.consistencyText
            color: row.consistency >= 0 && row.consistency < 1 ? row.lagInk : Theme.text
        }
        Cell {
            at: 5
            text: row.rateText
        }
        Sparkline {
            x: row.edge(6)
            width: row.width - x
            height: 22
            anchors.verticalCenter: parent.verticalCenter
            values: row.history
            color: Theme.seriesColor(row.seriesIndex)
            fromZero: true
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
