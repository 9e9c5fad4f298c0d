// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The blobs of a running job, those under way first.
Item {
    id: view
    // Where each column begins, as a share of the width: worked out once, not by every cell of every row.
    readonly property var edges: header.columns.reduce((sums, column) => sums.concat([sums[sums.length - 1] + column.share]), [0])
    TableHeader {
        id: header
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: 16; rightMargin: 16 }
        columns: [
            { title: qsTr("Digest"), share: 0.15 }, { title: qsTr("Repository"), share: 0.22 },
            { title: qsTr("Target"), share: 0.15 }, { title: qsTr("Data"), share: 0.17 },
            { title: qsTr("Came by"), share: 0.16 }, { title: qsTr("Status"), share: 0.15 }
        ]
    }
    ListView {
        id: list
        objectName: "jobBlobs"
        anchors { left: header.left; right: header.right; top: header.bottom; bottom: parent.bottom; bottomMargin: 4; rightMargin: -13 }
        clip: true
        reuseItems: true
        model: Bridge.jobBlobs
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        activeFocusOnTab: true
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Blobs")
        T.ScrollBar.vertical: ScrollBar {}
        delegate: BlobRow {
            width: header.width
            edges: view.edges
            last: index === list.count - 1
        }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("No blobs to move")
            color: Theme.text3
        }
    }
}
