// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// The first sync while it runs, and its end.
FocusScope {
    // has the keyboard itself: Enter leads on
    id: step
    objectName: "setup-sync"
    readonly property var run: Setup.run
    readonly property bool done: run.phase === "done"
    readonly property bool failed: run.phase === "failed"
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.gap4
        RowLayout {
            spacing: Theme.gap3
            Rectangle {
                implicitWidth: 44
                implicitHeight: 44
                radius: 14
                color: Theme.tinted(Status.color(step.done ? "ok" : step.failed ? "failed" : "running"))
                Icon {
                    anchors.centerIn: parent
                    size: 22
                    name: Status.icon(step.done ? "ok" : step.failed ? "failed" : "running")
                    color: Status.color(step.done ? "ok" : step.failed ? "failed" : "running")
                }
            }
            SetupHead {
                objectName: "setup-headline"
                title: step.run.headline
                text: step.run.tagsText
            }
        }
        ProgressBar {
            Layout.fillWidth: true
            implicitHeight: 8
            value: step.run.progress
            color: step.done ? Theme.ok : step.failed ? Theme.bad : Theme.accent
            Accessible.name: qsTr("First sync: %1").arg(step.run.bytesText)
        }
        Flow {
            Layout.fillWidth: true
            spacing: 28
            Fact {
                label: step.done || step.failed ? qsTr("Written") : qsTr("Bytes")
                value: step.run.bytesText
            }
            Fact {
                label: qsTr("Rate")
                value: step.run.rateText
            }
            Fact {
                label: qsTr("Time")
                value: step.run.leftText
            }
        }
        InlineError {
            visible: text !== ""
            status: step.failed ? "failed" : "waiting"
            text: step.run.whyNot
            Layout.fillWidth: true
        }
        Repeater {
            model: step.run.regions
            RowLayout {
                id: region
                required property var modelData
                spacing: Theme.gap3
                Layout.fillWidth: true
                Label {
                    text: region.modelData.name
                    font.weight: Font.Medium
                    Layout.preferredWidth: 150
                }
                ProgressBar {
                    Layout.fillWidth: true
                    value: region.modelData.progress
                    color: Status.color(region.modelData.status)
                    Accessible.name: region.modelData.name
                }
                Label {
                    text: region.modelData.text
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Layout.preferredWidth: 190
                }
                StatusPill {
                    status: region.modelData.status
                    Layout.preferredWidth: implicitWidth
                }
            }
        }
        RowLayout {
            spacing: Theme.gap2
            GhostButton {
                objectName: "showJob"
                text: qsTr("Show the job")
                iconName: "list-checks"
                onClicked: {
                    Bridge.selectedJob = step.run.job;
                    Setup.leave("jobs");
                }
            }
            GhostButton {
                objectName: "nextRule"
                visible: step.done
                text: qsTr("Mirror something else")
                iconName: "plus"
                onClicked: Setup.another()
            }
        }
    }
}
