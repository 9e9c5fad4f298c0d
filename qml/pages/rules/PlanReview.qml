// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What a sync would move, before it moves: bytes by target, what it overwrites, how long it takes.
SideSheet {
    id: sheet
    objectName: "planReview"
    readonly property bool failed: Bridge.plan.error !== ""
    function plan(ruleId) {
        Bridge.requestPlan(ruleId)
        open()
    }
    width: Math.min(640, parent ? parent.width - 120 : 640)
    title: qsTr("Plan for %1").arg(Bridge.plan.ruleId)
    note: qsTr("Nothing has been changed yet.")

    RowLayout {
        visible: Bridge.plan.busy
        spacing: Theme.gap2
        Icon {
            name: "loader-circle"
            color: Theme.accent
            RotationAnimation on rotation {
                running: Bridge.plan.busy && !Appearance.reducedMotion && sheet.opened
                from: 0; to: 360; duration: 1200; loops: Animation.Infinite
            }
        }
        Label { text: qsTr("Comparing the registries…"); color: Theme.text2; Layout.fillWidth: true }
    }
    InlineError {
        visible: sheet.failed
        text: Bridge.plan.error
        actionText: qsTr("Try again")
        onAction: Bridge.requestPlan(Bridge.plan.ruleId)
        Layout.fillWidth: true
    }
    Flow {
        visible: Bridge.plan.ready
        Layout.fillWidth: true
        spacing: 28
        Fact { label: qsTr("Tags"); value: Bridge.plan.tagsText }
        Fact { label: qsTr("Read from the source"); value: Bridge.plan.readText }
        Fact { label: qsTr("Written to targets"); value: Bridge.plan.writeText }
        Fact { label: qsTr("Time"); value: Bridge.plan.timeText }
    }
    InlineError {
        visible: Bridge.plan.ready && Bridge.plan.empty
        status: "ok"
        text: qsTr("Everything is in place. There is nothing to copy.")
        Layout.fillWidth: true
    }
    InlineError {
        visible: Bridge.plan.ready && text !== ""
        status: "info"
        text: Bridge.plan.rewriteText
        Layout.fillWidth: true
    }
    InlineError {
        objectName: "planDeletions"
        visible: Bridge.plan.ready && Bridge.plan.deletions > 0
        status: "failed"
        text: qsTr("%n tags are deleted at the targets.", "", Bridge.plan.deletions)
        Layout.fillWidth: true
    }
    Repeater {
        model: Bridge.plan.ready ? Bridge.plan.remarks : []
        InlineError { required property string modelData; status: "warning"; text: modelData; Layout.fillWidth: true }
    }
    Repeater {
        model: Bridge.plan.ready ? Bridge.planTargets : null
        PlanTarget { Layout.fillWidth: true }
    }
    ColumnLayout {
        visible: Bridge.plan.ready && Bridge.plan.advice.length > 0
        Layout.fillHeight: false
        spacing: 4
        SectionTitle { text: qsTr("Good to know") }
        Repeater {
            model: Bridge.plan.advice
            InlineError { required property string modelData; status: "info"; text: modelData; Layout.fillWidth: true }
        }
    }
    SectionTitle { visible: Bridge.plan.ready; text: qsTr("On the command line") }
    CodeBlock {
        visible: Bridge.plan.ready
        Layout.fillWidth: true
        text: Bridge.plan.cli
        spoken: qsTr("On the command line")
    }

    footer: [
        Item { Layout.fillWidth: true },
        GhostButton { text: qsTr("Close"); onClicked: sheet.close() },
        PrimaryButton {
            objectName: "syncPlanned"
            text: qsTr("Sync now")
            iconName: "refresh-cw"
            enabled: Bridge.plan.ready && !Bridge.plan.empty
            onClicked: { sheet.close(); Bridge.syncPlanned() }
        }
    ]
}
