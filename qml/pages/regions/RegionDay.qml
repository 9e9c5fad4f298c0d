// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What was written to the region in the last 24 hours, by hour, and what failed.
Card {
    id: card
    property color ink: Theme.accent
    readonly property var past: Lines.regionPast.past
    spoken: qsTr("Last 24 hours")
    implicitHeight: body.implicitHeight + 26
    function show(job) {
        Bridge.selectedJob = job;
        Bridge.open("jobs");
    }

    ColumnLayout {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 16
            topMargin: 10
        }
        spacing: Theme.gap3
        CardHeader {
            title: card.spoken
            Layout.fillWidth: true
        }
        BusyBar {
            Layout.fillWidth: true
            running: Lines.regionPast.busy
            visible: running
        }
        InlineError {
            Layout.fillWidth: true
            visible: text !== ""
            text: Lines.regionPast.error
        }
        Row {
            visible: chart.hours > 0
            spacing: Theme.gap5
            Fact {
                label: qsTr("Written")
                value: card.past.bytesText || ""
            }
            Fact {
                label: qsTr("Copied")
                value: card.past.copiedText || ""
            }
            Fact {
                label: qsTr("Failed")
                value: card.past.failedText || ""
                ink: card.past.failed > 0 ? Theme.bad : Theme.text
            }
            Fact {
                label: qsTr("Success")
                value: card.past.successText || ""
            }
            Fact {
                label: qsTr("Time per image, p95")
                value: card.past.p95Text || ""
            }
        }
        Label {
            visible: chart.hours === 0 && !Lines.regionPast.busy && Lines.regionPast.error === ""
            text: qsTr("Nothing in the last 24 hours")
            color: Theme.text2
        }
        DayChart {
            id: chart
            objectName: "regionChart"
            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            visible: hours > 0
            past: card.past
            ink: card.ink
        }
        FailureList {
            Layout.fillWidth: true
            most: 5
            failures: card.past.failures || []
            onOpened: job => card.show(job)
        }
    }
}
