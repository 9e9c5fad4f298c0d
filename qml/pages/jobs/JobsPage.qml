// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// What ran, what runs, and what came of it.
Page {
    id: page
    title: qsTr("Jobs")
    subtitle: Bridge.runningJobs > 0 ? qsTr("%n running", "", Bridge.runningJobs) : qsTr("Nothing is running")
    actionText: qsTr("Sync now")
    actionIcon: "refresh-cw"
    actionEnabled: Bridge.rules.count > 0
    onActed: Bridge.syncAll()

    EmptyState {
        anchors.centerIn: parent
        width: 460
        visible: list.count === 0
        iconName: "list-checks"
        title: qsTr("No jobs yet")
        text: qsTr("A sync appears here as soon as it starts, and stays with its outcome.")
    }
    RowLayout {
        anchors.fill: parent
        spacing: Theme.cardGap
        visible: list.count > 0
        Card {
            Layout.preferredWidth: Math.max(340, page.width * 0.32)
            Layout.maximumWidth: 460
            Layout.fillHeight: true
            spoken: page.title
            ListView {
                id: list
                objectName: "jobs"
                anchors { fill: parent; leftMargin: 8; rightMargin: 4; topMargin: 6; bottomMargin: 6 }
                clip: true
                focus: true
                model: Bridge.jobs
                boundsBehavior: Flickable.StopAtBounds
                currentIndex: Math.max(0, count > 0 ? Bridge.jobs.find(Bridge.selectedJob) : -1)
                Accessible.role: Accessible.List
                Accessible.name: page.title
                T.ScrollBar.vertical: ScrollBar {}
                onCurrentItemChanged: if (currentItem && Bridge.selectedJob === "") Bridge.selectedJob = currentItem.jobId
                Keys.onDownPressed: Bridge.selectedJob = Bridge.jobs.get(Math.min(count - 1, currentIndex + 1)).jobId
                Keys.onUpPressed: Bridge.selectedJob = Bridge.jobs.get(Math.max(0, currentIndex - 1)).jobId
                delegate: JobLine {
                    required property string bytesText
                    required property string rateText
                    required property string tagsText
                    required property string startedText
                    required property string durationText
                    required property bool canCancel
                    required property bool paused
                    x: 8
                    width: list.width - 24
                    current: ListView.isCurrentItem
                    last: index === list.count - 1
                    onClicked: Bridge.selectedJob = jobId
                }
            }
        }
        JobDetail {
            Layout.fillWidth: true
            Layout.fillHeight: true
            job: list.currentItem
        }
    }
}
