// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What ran, what runs, and what came of it.
Page {
    id: page
    readonly property var jobs: History.jobs
    title: qsTr("Jobs")
    subtitle: [Bridge.runningJobs > 0 ? qsTr("%n running", "", Bridge.runningJobs) : qsTr("Nothing is running"), Bridge.queuedJobs > 0 ? qsTr("%n waiting", "", Bridge.queuedJobs) : "", qsTr("%1 in all").arg(jobs.total.toLocaleString(Qt.locale(), "f", 0))].filter(part => part !== "").join(" · ")
    actionText: qsTr("Sync now")
    actionIcon: "refresh-cw"
    actionEnabled: Bridge.rules.count > 0
    onActed: Bridge.syncAll()
    Component.onCompleted: if (Bridge.selectedJob === "")
        History.choose(0)

    EmptyState {
        anchors.centerIn: parent
        width: 460
        visible: page.jobs.total === 0 && !History.busy
        iconName: "list-checks"
        title: qsTr("No jobs yet")
        text: qsTr("A sync appears here as soon as it starts, and stays with its outcome.")
    }
    RowLayout {
        anchors.fill: parent
        spacing: Theme.cardGap
        visible: page.jobs.total > 0
        Card {
            Layout.preferredWidth: Math.max(350, page.width * 0.33)
            Layout.maximumWidth: 480
            Layout.fillHeight: true
            spoken: page.title
            JobFilter {
                id: filter
                anchors {
                    left: parent.left
                    right: parent.right
                    top: parent.top
                    margins: 12
                }
            }
            Rectangle {
                id: line
                anchors {
                    left: parent.left
                    right: parent.right
                    top: filter.bottom
                    topMargin: 10
                }
                height: 1
                color: Theme.hairline
            }
            JobTable {
                anchors {
                    left: parent.left
                    right: parent.right
                    top: line.bottom
                    bottom: parent.bottom
                }
                spoken: page.title
            }
        }
        JobDetail {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: History.job.any
            job: History.job
        }
    }
}
