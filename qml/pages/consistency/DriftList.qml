// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// What the newest audit found, one line for each tag and region.
Item {
    id: view
    property var audit: ({})
    ViewBar {
        id: bar
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 10
            leftMargin: 16
            rightMargin: 16
        }
        visible: Bridge.consistency.drifts.total > 0
        height: visible ? implicitHeight : 0
        rows: Bridge.consistency.drifts
        hint: qsTr("Find an image")
        spoken: qsTr("Cause")
        about: "cause"
        choices: [{
                "key": "",
                "label": qsTr("All")
            }, {
                "key": "missing",
                "label": qsTr("Missing")
            }, {
                "key": "different",
                "label": qsTr("Different")
            }, {
                "key": "extra",
                "label": qsTr("Extra")
            }, {
                "key": "corrupt",
                "label": qsTr("Corrupt")
            }, {
                "key": "unreadable",
                "label": qsTr("Unreadable")
            }]
    }
    SortHeader {
        id: header
        anchors {
            left: parent.left
            right: parent.right
            top: bar.bottom
            leftMargin: 16
            rightMargin: 16
            topMargin: 2
        }
        rows: Bridge.consistency.drifts
        columns: [{
                "title": qsTr("Image"),
                "share": 0.28,
                "key": "ref"
            }, {
                "title": qsTr("Region"),
                "share": 0.14,
                "key": "regionName"
            }, {
                "title": qsTr("Cause"),
                "share": 0.15,
                "key": "causeText"
            }, {
                "title": qsTr("Wanted"),
                "share": 0.15
            }, {
                "title": qsTr("Found"),
                "share": 0.15
            }, {
                "title": "",
                "share": 0.13
            }]
    }
    ListView {
        id: list
        objectName: "findings"
        anchors {
            left: header.left
            right: header.right
            top: header.bottom
            bottom: rest.top
            rightMargin: -13
        }
        clip: true
        model: Bridge.consistency.drifts
        activeFocusOnTab: true
        keyNavigationEnabled: true
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Drift")
        T.ScrollBar.vertical: ScrollBar {
        }
        delegate: DriftRow {
            width: header.width
            columns: header.columns
            last: index === list.count - 1
            onRepair: Bridge.repairFinding(Bridge.consistency.drifts.sourceRow(index))
        }
        EmptyState {
            anchors.centerIn: parent
            width: Math.min(420, parent.width - 40)
            visible: list.count === 0
            iconName: "shield-check"
            title: Bridge.consistency.drifts.total > 0 ? qsTr("Nothing fits") : view.audit.status === "insync" ? qsTr("All regions are equal") : qsTr("Nothing found yet")
            text: Bridge.consistency.drifts.total > 0 ? "" : view.audit.status === "insync" ? qsTr("The last audit found every tag in every region, complete and the same.") : qsTr("An audit compares tags, manifests and blobs of all regions of this rule.")
        }
    }
    Label {
        id: rest
        anchors {
            left: header.left
            right: header.right
            bottom: parent.bottom
            bottomMargin: 4
        }
        height: visible ? 26 : 0
        visible: text !== ""
        text: view.audit.more || ""
        color: Theme.text2
        font.pixelSize: Theme.small
    }
}
