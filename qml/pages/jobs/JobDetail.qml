// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// One job: how far, how fast, image by image, and what was said on the way.
Item {
    id: detail
    property Item job: null
    // Anchors rather than a layout: the first card's height follows its text, which a layout in a layout misses in 6.4.
    readonly property bool open: job !== null && job.canCancel
    property string tab // chosen by hand; a finished job has no blobs any more
    readonly property string shown: !open && tab !== "events" ? "images" : tab || "blobs"

    Card {
        id: summary
        width: parent.width
        height: head.implicitHeight + 30
        spoken: detail.job ? detail.job.title : ""
        ColumnLayout {
            id: head
            anchors { left: parent.left; right: parent.right; top: parent.top; margins: 16; topMargin: 14 }
            spacing: 10
            RowLayout {
                spacing: Theme.gap3
                Label {
                    text: detail.job ? detail.job.title : ""
                    font { pixelSize: Theme.pageTitle - 2; weight: Font.DemiBold }
                    Layout.fillWidth: true
                    Accessible.role: Accessible.Heading
                }
                StatusPill {
                    status: detail.job ? detail.job.status : ""
                    word: detail.job ? detail.job.statusText : ""
                }
                GhostButton {
                    objectName: "pauseJob"
                    readonly property bool paused: detail.job !== null && detail.job.paused
                    visible: detail.open
                    text: paused ? qsTr("Resume") : qsTr("Pause")
                    iconName: paused ? "play" : "pause"
                    onClicked: paused ? Bridge.resumeJob(detail.job.jobId) : Bridge.pauseJob(detail.job.jobId)
                }
                GhostButton {
                    objectName: "moveToTop"
                    visible: detail.open
                    enabled: Bridge.runningJobs > 1
                    text: qsTr("Move to top")
                    iconName: "arrow-up-to-line"
                    why: qsTr("Its blobs go before those of all other jobs")
                    onClicked: Bridge.moveJobToTop(detail.job.jobId)
                }
                GhostButton {
                    objectName: "cancelJob"
                    visible: detail.open
                    text: qsTr("Cancel")
                    iconName: "circle-stop"
                    onClicked: Bridge.cancelJob(detail.job.jobId)
                }
            }
            RowLayout {
                spacing: Theme.gap3
                ProgressBar {
                    Layout.fillWidth: true
                    implicitHeight: 6
                    value: detail.job ? detail.job.progress : 0
                    color: !detail.job || Status.tone(detail.job.status) === "offline" ? Theme.accent : Status.color(detail.job.status)
                }
                Digits { text: detail.job ? detail.job.percentText : ""; weight: Font.DemiBold }
            }
            Row {
                spacing: 28
                Fact { label: qsTr("Data"); value: detail.job ? detail.job.bytesText : "" }
                Fact { label: qsTr("Rate"); value: detail.job ? detail.job.rateText : "" }
                Fact { label: qsTr("Tags"); value: detail.job ? detail.job.tagsText : "" }
                Fact { label: qsTr("Started"); value: detail.job ? detail.job.startedText : "" }
                Fact { label: qsTr("Duration"); value: detail.job ? detail.job.durationText : "" }
            }
            InlineError {
                Layout.fillWidth: true
                visible: text !== ""
                status: detail.job && Status.tone(detail.job.status) === "bad" ? "failed" : "warning"
                text: detail.job ? detail.job.whyNot : ""
            }
        }
    }
    PromotionCard {
        id: way
        anchors { left: parent.left; right: parent.right; top: summary.bottom; topMargin: visible ? Theme.cardGap : 0 }
        visible: !!promotion.phase
        promotion: Bridge.promotion
        Binding { when: !way.visible; target: way; property: "height"; value: 0 }
    }
    Card {
        anchors { left: parent.left; right: parent.right; top: way.bottom; bottom: parent.bottom; topMargin: Theme.cardGap }
        spoken: qsTr("Details")
        TabStrip {
            id: strip
            anchors { left: parent.left; top: parent.top; leftMargin: 6; topMargin: 4 }
            spoken: qsTr("Details")
            current: detail.shown
            tabs: (detail.open ? [{ key: "blobs", label: qsTr("Blobs") }] : [])
                  .concat([{ key: "images", label: qsTr("Images") }, { key: "events", label: qsTr("Events") }])
            onChosen: key => detail.tab = key
        }
        Rectangle {
            id: line
            anchors { left: parent.left; right: parent.right; top: strip.bottom }
            height: 1
            color: Theme.hairline
        }
        Item {
            anchors { left: parent.left; right: parent.right; top: line.bottom; bottom: parent.bottom }
            JobBlobs { anchors.fill: parent; visible: detail.shown === "blobs" }
            JobImages { anchors.fill: parent; visible: detail.shown === "images" }
            JobEvents { anchors.fill: parent; visible: detail.shown === "events" }
        }
    }
}
