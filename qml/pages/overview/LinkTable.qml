// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The links of the map as a table; Enter opens one beside it.
Item {
    id: table
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
        rows: Lines.links
        columns: [{
                "title": qsTr("Link"),
                "share": 0.28,
                "key": "title"
            }, {
                "title": qsTr("Status"),
                "share": 0.16,
                "key": "rank",
                "down": true
            }, {
                "title": qsTr("Rate"),
                "share": 0.12,
                "key": "rate",
                "down": true
            }, {
                "title": qsTr("Waiting blobs"),
                "share": 0.12,
                "key": "waiting",
                "down": true
            }, {
                "title": qsTr("p95"),
                "share": 0.10,
                "key": "p95",
                "down": true
            }, {
                "title": qsTr("Failed, 24 h"),
                "share": 0.11,
                "key": "failed",
                "down": true
            }, {
                "title": qsTr("Success"),
                "share": 0.11,
                "key": "success"
            }]
    }
    ListView {
        id: list
        objectName: "linkTable"
        anchors {
            left: header.left
            right: header.right
            top: header.bottom
            bottom: parent.bottom
            bottomMargin: 4
            rightMargin: -13
        }
        clip: true
        model: Lines.links
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Links")
        T.ScrollBar.vertical: ScrollBar {
        }
        delegate: LinkTableRow {
            width: header.width
            columns: header.columns
            last: index === list.count - 1
            current: ListView.isCurrentItem && list.activeFocus
            focusPolicy: ListView.isCurrentItem || activeFocus ? Qt.StrongFocus : Qt.ClickFocus
            onActiveFocusChanged: if (activeFocus)
                list.currentIndex = index
        }
        EmptyState {
            anchors.centerIn: parent
            width: parent.width - 80
            visible: list.count === 0
            iconName: "workflow"
            title: qsTr("No links yet")
            text: qsTr("A rule that copies from one region to another makes a link.")
            actionText: qsTr("Rules")
            actionIcon: "arrow-right"
            onAction: Bridge.open("rules")
        }
    }
}
