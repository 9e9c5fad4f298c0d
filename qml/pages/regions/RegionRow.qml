// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

TableRow {
    id: row
    required property string regionId
    required property string name
    required property string role
    required property string roleText
    required property string status
    required property string statusWord
    required property string statusText
    required property string whyNot
    required property string held
    required property string consistencyText
    required property string url
    required property string credential
    required property int seriesIndex
    required property int index
    property var columns: []
    property bool chosen: false // the row that Tab leads to, with its buttons
    signal edited
    signal removal
    signal test
    signal profile
    function edge(place) {
        return columns.slice(0, place).reduce((sum, column) => sum + column.share, 0) * width;
    }

    objectName: "region-" + regionId
    implicitHeight: 56
    inset: 6
    focusPolicy: chosen || activeFocus ? Qt.StrongFocus : Qt.ClickFocus
    spoken: [name, roleText, url, statusText, whyNot, held, consistencyText].filter(part => part !== "").join(", ")

    contentItem: Item {
        Rectangle {
            width: 4
            height: 30
            radius: 2
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.seriesColor(row.seriesIndex)
        }
        TwoLines {
            x: 14
            width: row.edge(1) - 24
            upper: row.name
            lower: row.regionId
            strong: true
        }
        Label {
            x: row.edge(1)
            height: parent.height
            text: row.roleText
            color: Theme.text2
            Accessible.ignored: true
        }
        TwoLines {
            x: row.edge(2)
            width: row.edge(3) - x - 14
            upper: row.url
            lower: row.credential === "" ? qsTr("anonymous") : qsTr("credential %1").arg(row.credential)
        }
        StatusPill {
            id: pill
            x: row.edge(3)
            y: (parent.height - height - (detail.visible ? detail.height + 2 : 0)) / 2
            status: row.status
            word: row.statusWord
        }
        Label {
            id: detail
            x: row.edge(3) + 2
            anchors {
                top: pill.bottom
                topMargin: 2
            }
            width: row.edge(4) - x - 14
            visible: text !== ""
            text: row.held !== "" ? row.held : row.whyNot !== "" ? row.whyNot : row.statusText === row.statusWord ? "" : row.statusText
            color: row.held !== "" ? Theme.warn : row.whyNot !== "" && Status.tone(row.status) === "bad" ? Theme.bad : Theme.text2
            font.pixelSize: Theme.small
            Accessible.ignored: true
        }
        Label {
            x: row.edge(4)
            height: parent.height
            text: row.consistencyText
            Accessible.ignored: true
        }
        Row {
            anchors {
                right: parent.right
                verticalCenter: parent.verticalCenter
            }
            spacing: 2
            Tool {
                objectName: "profile-" + row.regionId
                iconName: "search"
                text: qsTr("What %1 can do").arg(row.name)
                onClicked: row.profile()
            }
            Tool {
                objectName: "test-" + row.regionId
                iconName: "plug-zap"
                text: qsTr("Test connection to %1").arg(row.name)
                onClicked: row.test()
            }
            Tool {
                objectName: "edit-" + row.regionId
                iconName: "pencil"
                text: qsTr("Edit %1").arg(row.name)
                onClicked: row.edited()
            }
            Tool {
                objectName: "remove-" + row.regionId
                iconName: "trash-2"
                text: qsTr("Remove %1").arg(row.name)
                onClicked: row.removal()
            }
        }
    }
    component Tool: IconButton {
        iconSize: 16
        focusPolicy: row.chosen || activeFocus ? Qt.StrongFocus : Qt.NoFocus
    }
}
