// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

Item {
    id: view
    readonly property string spoken: qsTr("Images")
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
        rows: History.images
        columns: [{
                "title": qsTr("Image"),
                "share": 0.34,
                "key": "ref"
            }, {
                "title": qsTr("Target"),
                "share": 0.17,
                "key": "targetName"
            }, {
                "title": qsTr("Status"),
                "share": 0.18,
                "key": "rank"
            }, {
                "title": qsTr("Data"),
                "share": 0.16,
                "key": "size"
            }, {
                "title": qsTr("Digest"),
                "share": 0.15,
                "key": "digestText"
            }]
    }
    ListView {
        id: list
        objectName: "jobImages"
        anchors {
            left: header.left
            right: header.right
            top: header.bottom
            bottom: parent.bottom
            bottomMargin: 4
            rightMargin: -13
        }
        clip: true
        model: History.images
        reuseItems: true
        cacheBuffer: 0
        keyNavigationEnabled: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.Table
        Accessible.name: view.spoken
        T.ScrollBar.vertical: ScrollBar {
        }
        delegate: ImageRow {
            width: header.width
            edges: header.edges
            last: index === list.count - 1
            onClicked: Bridge.open("image", ref)
        }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: History.images.total > 0 ? qsTr("Nothing fits") : qsTr("No images yet")
            color: Theme.text3
        }
    }
}
