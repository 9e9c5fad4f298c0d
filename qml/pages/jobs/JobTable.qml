// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The jobs that the filter lets through; arrows, Page Up and Down, Home and End go along them.
ListView {
    id: list
    property string spoken
    readonly property int page: Math.max(1, Math.floor(height / 64))
    function go(row) {
        History.choose(Math.max(0, Math.min(count - 1, row)));
    }
    objectName: "jobs"
    anchors {
        leftMargin: 8
        rightMargin: 4
        topMargin: 4
        bottomMargin: 6
    }
    clip: true
    focus: true
    activeFocusOnTab: true
    reuseItems: true
    // Rows made ahead of time are still being made when a filter takes their jobs away, and Qt 6.4 warns of it.
    cacheBuffer: 0
    model: History.jobs
    boundsBehavior: Flickable.StopAtBounds
    highlightMoveDuration: 0
    currentIndex: History.row
    Accessible.role: Accessible.List
    Accessible.name: spoken
    T.ScrollBar.vertical: ScrollBar {
    }
    ListKeys {
        id: keys
        list: list
        page: list.page
        arrows: true
    }
    Keys.onPressed: event => {
        const to = keys.place(event.key);
        event.accepted = to >= 0;
        if (to >= 0)
            go(to);
    }
    delegate: JobLine {
        x: 8
        width: list.width - 24
        current: ListView.isCurrentItem
        last: index === list.count - 1
        onClicked: Bridge.selectedJob = jobId
    }
    ColumnLayout {
        anchors.centerIn: parent
        width: parent.width - 60
        visible: list.count === 0
        spacing: Theme.gap3
        Label {
            text: History.error !== "" ? History.error : History.busy ? qsTr("Reading what is remembered…") : qsTr("No job fits")
            color: History.error !== "" ? Theme.bad : Theme.text3
            wrapMode: Text.Wrap
            Layout.alignment: Qt.AlignHCenter
            Layout.maximumWidth: parent.width
        }
        GhostButton {
            objectName: "allJobs"
            visible: History.filtered
            text: qsTr("Show all jobs")
            Layout.alignment: Qt.AlignHCenter
            onClicked: History.clearFilter()
        }
    }
}
