// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// Titles of the columns; tag and state sort.
Item {
    id: head
    property real first
    property real second
    property real column
    readonly property var tags: Catalog.tags
    implicitHeight: Theme.row
    Accessible.role: Accessible.Row
    Accessible.name: Catalog.repository

    Sorter {
        width: head.first - 10
        text: qsTr("Tag")
        keys: ["version", "name"]
    }
    Sorter {
        x: head.first
        width: head.second - 10
        text: qsTr("State")
        keys: ["drift"]
    }
    Repeater {
        model: head.tags.shownRegions
        Label {
            required property string modelData
            required property int index
            x: head.first + head.second + index * head.column
            width: head.column - 8
            height: head.height
            leftPadding: 4
            text: modelData
            color: Theme.text2
            font.pixelSize: Theme.small
            Accessible.role: Accessible.ColumnHeader
        }
    }
    Rectangle {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: 1
        color: Theme.hairline
    }

    component Sorter: T.AbstractButton {
        id: sorter
        property var keys: []
        readonly property bool on: keys.includes(head.tags.order)
        objectName: "sort-" + keys[0]
        height: head.height - 1
        focusPolicy: Qt.StrongFocus
        Accessible.name: on ? head.tags.reversed ? qsTr("%1, sorted upwards").arg(text) : qsTr("%1, sorted downwards").arg(text) : qsTr("Sort by %1").arg(text)
        onClicked: head.tags.sortBy(on ? head.tags.order : keys[0])
        Keys.onReturnPressed: clicked()
        background: FocusRing {
            anchors.margins: 2
            shown: sorter.visualFocus
            radius: Theme.radiusSmall
        }
        contentItem: Item {
            Row {
                height: parent.height
                spacing: 4
                Label {
                    height: parent.height
                    text: sorter.text
                    color: sorter.on || sorter.hovered ? Theme.text : Theme.text2
                    font.pixelSize: Theme.small
                    Accessible.ignored: true
                }
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: sorter.on
                    name: "chevron-down"
                    rotation: head.tags.reversed ? 180 : 0
                    size: 13
                }
            }
        }
    }
}
