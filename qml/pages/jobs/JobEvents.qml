// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

Item {
    id: view
    readonly property string spoken: qsTr("Story")
    ListView {
        id: list
        objectName: "jobEvents"
        anchors {
            fill: parent
            leftMargin: 16
            rightMargin: 8
            topMargin: 6
            bottomMargin: 8
        }
        clip: true
        model: History.events
        reuseItems: true
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: view.spoken
        T.ScrollBar.vertical: ScrollBar {
        }
        delegate: EventRow {
            width: list.width - 12
        }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: History.events.total > 0 ? qsTr("Nothing fits") : qsTr("No events yet")
            color: Theme.text3
        }
    }
}
