// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// Jobs that write to the region or read from it, the running ones first.
Card {
    id: card
    spoken: qsTr("Jobs")
    implicitHeight: 52 + (list.count > 0 ? Math.min(300, list.contentHeight + 8) : 96)

    CardHeader {
        id: head
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 16
            topMargin: 10
        }
        title: card.spoken
        IconButton {
            iconName: "arrow-right"
            text: qsTr("All jobs")
            onClicked: Bridge.open("jobs")
        }
    }
    ListView {
        id: list
        objectName: "regionJobs"
        anchors {
            left: parent.left
            right: parent.right
            top: head.bottom
            bottom: parent.bottom
            margins: 4
            leftMargin: 10
        }
        clip: true
        model: Lines.regionJobs
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        Accessible.role: Accessible.Table
        Accessible.name: card.spoken
        T.ScrollBar.vertical: ScrollBar {
        }
        delegate: JobLine {
            x: 6
            width: list.width - 22
            focusPolicy: ListView.isCurrentItem || activeFocus ? Qt.StrongFocus : Qt.ClickFocus
            current: ListView.isCurrentItem && activeFocus
            onActiveFocusChanged: if (activeFocus)
                list.currentIndex = index
            onClicked: {
                Bridge.selectedJob = jobId;
                Bridge.open("jobs");
            }
        }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("No job has touched it yet.")
            color: Theme.text2
        }
    }
}
