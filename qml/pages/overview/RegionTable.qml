// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The same facts as the map, for keyboard and screen reader.
Item {
    id: table
    readonly property int count: list.count
    function heightFor(most) {
        return Theme.row * (1 + Math.max(1, Math.min(most, list.count))) + 10;
    }

    SortHeader {
        id: header
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: 16
            rightMargin: 16
            topMargin: 2
        }
        rows: Lines.overviewRegions
        columns: [{
                "title": qsTr("Region"),
                "share": 0.23,
                "key": "name"
            }, {
                "title": qsTr("Role"),
                "share": 0.10,
                "key": "roleText"
            }, {
                "title": qsTr("Status"),
                "share": 0.15,
                "key": "rank",
                "down": true
            }, {
                "title": qsTr("Last sync"),
                "share": 0.13,
                "key": "synced"
            }, {
                "title": qsTr("Consistency"),
                "share": 0.12,
                "key": "consistency"
            }, {
                "title": qsTr("Throughput"),
                "share": 0.13,
                "key": "traffic",
                "down": true
            }, {
                "title": qsTr("Last 60 s"),
                "share": 0.14
            }]
    }
    ListView {
        id: list
        objectName: "regionTable"
        anchors {
            left: header.left
            right: header.right
            top: header.bottom
            bottom: parent.bottom
            bottomMargin: 4
            rightMargin: -13
        }
        clip: true
        model: Lines.overviewRegions
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Regions")
        T.ScrollBar.vertical: ScrollBar {
        }
        delegate: RegionTableRow {
            width: header.width
            columns: header.columns
            last: index === list.count - 1
            current: ListView.isCurrentItem && list.activeFocus
            focusPolicy: ListView.isCurrentItem || activeFocus ? Qt.StrongFocus : Qt.ClickFocus
            onActiveFocusChanged: if (activeFocus)
                list.currentIndex = index
        }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("No regions yet")
            color: Theme.text3
        }
    }
}
