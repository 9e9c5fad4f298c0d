// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The same facts as the map, for keyboard and screen reader.
Card {
    id: card
    readonly property var columns: [
        { title: qsTr("Region"), share: 0.23 }, { title: qsTr("Role"), share: 0.10 },
        { title: qsTr("Status"), share: 0.15 }, { title: qsTr("Last sync"), share: 0.13 },
        { title: qsTr("Consistency"), share: 0.12 }, { title: qsTr("Throughput"), share: 0.13 },
        { title: qsTr("Last 60 s"), share: 0.14 }
    ]
    function heightFor(most) { return Theme.row * (1 + Math.max(1, Math.min(most, list.count))) + 10 }
    spoken: qsTr("Regions")

    TableHeader {
        id: header
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: 16; rightMargin: 16; topMargin: 2 }
        columns: card.columns
    }
    ListView {
        id: list
        objectName: "regionTable"
        anchors { left: header.left; right: header.right; top: header.bottom; bottom: parent.bottom; bottomMargin: 4; rightMargin: -13 }
        clip: true
        model: Bridge.regions
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        Accessible.role: Accessible.Table
        Accessible.name: card.spoken
        T.ScrollBar.vertical: ScrollBar {}
        delegate: RegionTableRow {
            width: header.width
            columns: card.columns
            last: index === list.count - 1
        }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("No regions yet")
            color: Theme.text3
        }
    }
}
