// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// How far a job is, how fast, and what stands in its way.
Card {
    id: head
    property var job
    height: body.implicitHeight + 28
    spoken: job.title
    ColumnLayout {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 16
            topMargin: 14
        }
        spacing: 10
        RowLayout {
            spacing: Theme.gap3
            ColumnLayout {
                spacing: 1
                Layout.fillWidth: true
                Label {
                    text: head.job.title
                    font {
                        pixelSize: Theme.pageTitle - 2
                        weight: Font.DemiBold
                    }
                    Layout.fillWidth: true
                    Accessible.role: Accessible.Heading
                }
                Label {
                    text: head.job.subtitle
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Layout.fillWidth: true
                }
            }
            StatusPill {
                status: head.job.status
                word: head.job.statusText
            }
            JobActions {
                job: head.job
            }
        }
        RowLayout {
            spacing: Theme.gap3
            ProgressBar {
                Layout.fillWidth: true
                implicitHeight: 6
                value: head.job.progress
                color: Status.tone(head.job.status) === "offline" ? Theme.accent : Status.color(head.job.status)
            }
            Digits {
                text: head.job.percentText
                weight: Font.DemiBold
            }
        }
        Flow {
            Layout.fillWidth: true
            spacing: 26
            Fact {
                label: qsTr("Data")
                value: head.job.bytesText
            }
            Fact {
                label: qsTr("Rate")
                value: head.job.rateText
            }
            Fact {
                label: qsTr("Time left")
                value: head.job.leftText
            }
            Fact {
                label: qsTr("Tags")
                value: head.job.tagsText
            }
            Fact {
                label: qsTr("Started")
                value: head.job.startedText
            }
            Fact {
                label: qsTr("Duration")
                value: head.job.durationText
            }
        }
        InlineError {
            Layout.fillWidth: true
            visible: text !== ""
            status: Status.tone(head.job.status) === "bad" ? "failed" : "warning"
            text: head.job.whyNot
        }
        Note {
            objectName: "jobFix"
            iconName: "wrench"
            text: head.job.fixText
            ink: Theme.text
        }
        Note {
            objectName: "jobCompared"
            iconName: "git-compare"
            text: head.job.comparedText
        }
    }
    component Note: RowLayout {
        id: note
        property string iconName
        property string text
        property color ink: Theme.text2
        visible: text !== ""
        spacing: 6
        Icon {
            name: note.iconName
            size: 14
            color: note.ink
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 1
        }
        Label {
            text: note.text
            color: note.ink
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            Layout.fillWidth: true
        }
    }
}
