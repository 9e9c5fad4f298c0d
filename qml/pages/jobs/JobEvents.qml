// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

Card {
    id: card
    spoken: qsTr("Events")
    CardHeader {
        id: header
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: 16; rightMargin: 16; topMargin: 10 }
        title: card.spoken
    }
    ListView {
        id: list
        objectName: "jobEvents"
        anchors { left: header.left; right: header.right; top: header.bottom; bottom: parent.bottom; topMargin: 6; bottomMargin: 8 }
        clip: true
        model: Bridge.jobEvents
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: card.spoken
        T.ScrollBar.vertical: ScrollBar {}
        delegate: EventRow { width: list.width - 12 }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("No events yet")
            color: Theme.text3
        }
    }
}
