// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Links into the region and out of it; each opens beside the map.
Card {
    id: card
    readonly property var columns: [{
            "title": qsTr("Link"),
            "share": 0.32
        }, {
            "title": qsTr("Status"),
            "share": 0.18
        }, {
            "title": qsTr("Rate"),
            "share": 0.14
        }, {
            "title": qsTr("Waiting blobs"),
            "share": 0.14
        }, {
            "title": qsTr("p95"),
            "share": 0.08
        }, {
            "title": qsTr("Failed, 24 h"),
            "share": 0.14
        }, {
            "title": "",
            "share": 0
        }]
    spoken: qsTr("Links")
    implicitHeight: body.implicitHeight + 18

    ColumnLayout {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 16
            topMargin: 10
        }
        spacing: 2
        CardHeader {
            title: card.spoken
            note: links.count === 0 ? qsTr("No rule copies from it or to it") : ""
            Layout.fillWidth: true
        }
        TableHeader {
            visible: links.count > 0
            columns: card.columns
            Layout.fillWidth: true
        }
        Repeater {
            id: links
            model: Lines.regionLinks
            LinkTableRow {
                Layout.fillWidth: true
                columns: card.columns
                last: index === links.count - 1
            }
        }
    }
}
