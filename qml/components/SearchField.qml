// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

TextField {
    id: field
    leftPadding: 34
    rightPadding: 30
    Keys.onEscapePressed: event => {
        event.accepted = length > 0;
        clear();
    }
    Icon {
        name: "search"
        color: Theme.text3
        anchors {
            left: parent.left
            leftMargin: 11
            verticalCenter: parent.verticalCenter
        }
    }
    IconButton {
        visible: field.length > 0
        width: 26
        height: 26
        iconName: "x"
        iconSize: 14
        text: qsTr("Clear search")
        anchors {
            right: parent.right
            rightMargin: 4
            verticalCenter: parent.verticalCenter
        }
        onClicked: field.clear()
    }
}
