// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The blobs of a running job, those under way first.
Item {
    id: view
    SortHeader {
        id: header
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: 16
            rightMargin: 16
        }
        rows: History.blobs
        columns: [{
                "title": qsTr("Digest"),
                "share": 0.15,
                "key": "digest"
            }, {
                "title": qsTr("Repository"),
                "share": 0.22,
                "key": "repository"
            }, {
                "title": qsTr("Target"),
                "share": 0.15,
                "key": "targetName"
            }, {
                "title": qsTr("Data"),
                "share": 0.17,
                "key": "size"
            }, {
                "title": qsTr("Came by"),
                "share": 0.16,
                "key": "originText"
            }, {
                "title": qsTr("Status"),
                "share": 0.15,
                "key": "rank"
            }]
    }
    ListView {
        id: list
        objectName: "jobBlobs"
        anchors {
            left: header.left
            right: header.right
            top: header.bottom
            bottom: parent.bottom
            bottomMargin: 4
            rightMargin: -13
        }
        clip: true
        reuseItems: true
        model: History.blobs
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        activeFocusOnTab: true
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Blobs")
        T.ScrollBar.vertical: ScrollBar {
        }
        delegate: BlobRow {
            width: header.width
            edges: header.edges
            last: index === list.count - 1
        }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: History.blobs.total > 0 ? qsTr("Nothing fits") : qsTr("No blobs to move")
            color: Theme.text3
        }
    }
}
