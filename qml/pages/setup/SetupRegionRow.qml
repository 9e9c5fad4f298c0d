// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// A region that the fleet has.
Rectangle {
    id: row
    required property var modelData
    implicitHeight: line.implicitHeight + 20
    radius: Theme.radiusField
    color: Theme.bg
    border {
        width: 1
        color: Theme.border
    }
    Accessible.role: Accessible.ListItem
    Accessible.name: [modelData.name, modelData.role, modelData.address, modelData.placeText].join(", ")
    RowLayout {
        id: line
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: 14
            rightMargin: 8
        }
        spacing: Theme.gap3
        Icon {
            name: "circle-check"
            color: Theme.ok
        }
        Column {
            spacing: 1
            Layout.fillWidth: true
            Label {
                text: row.modelData.name
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                text: row.modelData.address + " · " + row.modelData.placeText
                color: Theme.text2
                font.pixelSize: Theme.small
                Accessible.ignored: true
            }
        }
        Tag {
            text: row.modelData.role
        }
        IconButton {
            objectName: "edit-" + row.modelData.id
            iconName: "pencil"
            iconSize: 16
            text: qsTr("Change %1").arg(row.modelData.name)
            onClicked: Setup.editRegion(row.modelData.id)
        }
        IconButton {
            objectName: "drop-" + row.modelData.id
            visible: !row.modelData.source
            iconName: "trash-2"
            iconSize: 16
            text: qsTr("Remove %1").arg(row.modelData.name)
            onClicked: remover.ask(row.modelData.id, row.modelData.name)
        }
    }
    RegionRemover {
        id: remover
    }
}
