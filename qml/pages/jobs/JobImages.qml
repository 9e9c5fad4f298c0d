// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

Item {
    id: view
    readonly property string spoken: qsTr("Images")
    TableHeader {
        id: header
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: 16; rightMargin: 16; topMargin: 2 }
        columns: [
            { title: qsTr("Image"), share: 0.34 }, { title: qsTr("Target"), share: 0.17 },
            { title: qsTr("Status"), share: 0.18 }, { title: qsTr("Data"), share: 0.16 }, { title: qsTr("Digest"), share: 0.15 }
        ]
    }
    ListView {
        id: list
        objectName: "jobImages"
        anchors { left: header.left; right: header.right; top: header.bottom; bottom: parent.bottom; bottomMargin: 4; rightMargin: -13 }
        clip: true
        model: Bridge.jobImages
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.Table
        Accessible.name: view.spoken
        T.ScrollBar.vertical: ScrollBar {}
        delegate: ImageRow {
            width: header.width
            columns: header.columns
            last: index === list.count - 1
        }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("No images yet")
            color: Theme.text3
        }
    }
}
