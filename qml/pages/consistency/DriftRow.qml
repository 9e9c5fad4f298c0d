// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

TableRow {
    id: row
    required property string ref
    required property string regionName
    required property string cause
    required property string causeText
    required property string wanted
    required property string wantedText
    required property string found
    required property string foundText
    required property string detail
    required property bool repairable
    required property string repairText
    required property int index
    property var columns: []
    signal repair
    function edge(place) {
        return columns.slice(0, place).reduce((sum, column) => sum + column.share, 0) * width;
    }

    implicitHeight: 52
    inset: 6
    spoken: [ref, regionName, causeText, detail, repairText].filter(part => part !== "").join(", ")

    contentItem: Item {
        Cell {
            at: 0
            text: row.ref
            font.weight: Font.Medium
        }
        Cell {
            at: 1
            text: row.regionName
            color: Theme.text2
        }
        StatusPill {
            x: row.edge(2)
            y: 5
            status: row.cause === "unreadable" ? "offline" : row.cause === "extra" ? "partial" : "drift"
            word: row.causeText
        }
        Digest {
            at: 3
            brief: row.wantedText
            digest: row.wanted
        }
        Digest {
            at: 4
            brief: row.foundText
            digest: row.found
        }
        GhostButton {
            objectName: "repair-" + row.index
            anchors {
                right: parent.right
                verticalCenter: parent.verticalCenter
            }
            visible: row.repairable
            text: qsTr("Repair")
            iconName: "wrench"
            why: row.repairText
            implicitHeight: 30
            onClicked: row.repair()
        }
        Label {
            y: 29
            width: row.edge(5) - 10
            text: [row.detail, row.repairable ? "" : row.repairText].filter(part => part !== "").join(" · ")
            color: Theme.text3
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
    component Digest: Item {
        id: cell
        property int at
        property string brief
        property string digest
        x: row.edge(at)
        width: row.edge(at + 1) - x
        height: Theme.row
        Label {
            id: digits
            height: parent.height
            width: Math.min(implicitWidth, parent.width - 30)
            text: cell.brief === "" ? "–" : cell.brief
            color: Theme.text2
            font {
                family: Theme.mono
                pixelSize: Theme.small
            }
            Accessible.ignored: true
        }
        IconButton {
            visible: cell.digest !== ""
            anchors {
                left: digits.right
                leftMargin: 2
                verticalCenter: parent.verticalCenter
            }
            width: 24
            height: 24
            iconName: "copy"
            iconSize: 13
            text: qsTr("Copy %1").arg(cell.digest)
            onClicked: Bridge.copy(cell.digest)
        }
    }
}
