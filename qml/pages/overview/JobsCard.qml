// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// Running first, then the latest; each says what it waits for.
Card {
    id: card
    spoken: qsTr("Jobs")
    readonly property string counts: [Bridge.runningJobs > 0 ? qsTr("%n running", "", Bridge.runningJobs) : "", Bridge.queuedJobs > 0 ? qsTr("%n queued", "", Bridge.queuedJobs) : "", Bridge.failedJobs > 0 ? qsTr("%n failed", "", Bridge.failedJobs) : ""].filter(part => part !== "").join(" · ")

    ColumnLayout {
        anchors {
            fill: parent
            margins: 16
            topMargin: 10
            bottomMargin: 6
        }
        spacing: 4
        CardHeader {
            Layout.fillWidth: true
            title: card.spoken
            note: card.counts
            IconButton {
                iconName: "arrow-right"
                text: qsTr("All jobs")
                onClicked: Bridge.page = "jobs"
            }
        }
        Rectangle {
            Layout.fillWidth: true
            height: 1
            color: Theme.hairline
        }
        ListView {
            id: list
            objectName: "overviewJobs"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: -6
            Layout.rightMargin: -12
            clip: true
            model: Bridge.jobs
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {
            }
            delegate: JobLine {
                x: 6
                width: list.width - 18
                onClicked: {
                    Bridge.selectedJob = jobId;
                    Bridge.page = "jobs";
                }
            }
            EmptyState {
                anchors.centerIn: parent
                width: parent.width - 40
                visible: list.count === 0
                iconName: "list-checks"
                title: qsTr("No jobs yet")
                text: qsTr("A sync appears here as soon as it starts.")
            }
        }
    }
}
