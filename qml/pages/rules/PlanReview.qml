// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What a sync would move, before it moves: bytes by target, what it overwrites, how long it takes.
SideSheet {
    id: sheet
    objectName: "planReview"
    topic: "promotion"
    readonly property bool failed: Bridge.plan.error !== ""
    property string tab: "targets"
    property bool draft: false // of the rule as it is being written
    function plan(ruleId) {
        draft = false;
        Bridge.requestPlan(ruleId);
        open();
    }
    function showDraft() {
        draft = true;
        open();
    }
    function run() {
        if (draft && !RuleDraft.save())
            return;
        close();
        Bridge.syncPlanned();
    }
    width: Math.min(900, parent ? parent.width - 120 : 900)
    onOpened: {
        tab = "targets";
        Bridge.plan.tags.clearFilter();
    }
    title: qsTr("Plan for %1").arg(Bridge.plan.ruleId)
    note: qsTr("Nothing has been changed yet.")

    RowLayout {
        visible: Bridge.plan.busy
        spacing: Theme.gap2
        Icon {
            name: "loader-circle"
            color: Theme.accent
            RotationAnimation on rotation  {
                running: Bridge.plan.busy && !Appearance.reducedMotion && sheet.opened
                from: 0
                to: 360
                duration: 1200
                loops: Animation.Infinite
            }
        }
        Label {
            text: qsTr("Comparing the registries…")
            color: Theme.text2
            Layout.fillWidth: true
        }
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
        Fact {
            label: qsTr("Tags")
            value: Bridge.plan.tagsText
        }
        Fact {
            label: qsTr("Read from the source")
            value: Bridge.plan.readText
        }
        Fact {
            label: qsTr("Written to targets")
            value: Bridge.plan.writeText
        }
        Fact {
            label: qsTr("Time")
            value: Bridge.plan.timeText
        }
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
        InlineError {
            required property string modelData
            status: "warning"
            text: modelData
            Layout.fillWidth: true
        }
    }
    RowLayout {
        visible: Bridge.plan.ready
        spacing: Theme.gap4
        TabStrip {
            spoken: qsTr("Details")
            current: sheet.tab
            tabs: [{
                    "key": "targets",
                    "label": qsTr("Targets")
                }, {
                    "key": "tags",
                    "label": qsTr("Tags (%1)").arg(Bridge.plan.tags.total)
                }, {
                    "key": "code",
                    "label": qsTr("Good to know")
                }]
            onChosen: key => sheet.tab = key
        }
        ViewBar {
            visible: sheet.tab === "tags"
            rows: Bridge.plan.tags
            hint: qsTr("Find a tag")
            spoken: qsTr("What becomes of it")
            about: "doing"
            choices: sheet.doings
        }
    }
    PlanTags {
        visible: sheet.tab === "tags" && Bridge.plan.ready
        Layout.fillWidth: true
        implicitHeight: Math.max(240, sheet.height - 420)
    }
    Repeater {
        model: Bridge.plan.ready && sheet.tab === "targets" ? Bridge.planTargets : null
        PlanTarget {
            Layout.fillWidth: true
        }
    }
    ColumnLayout {
        visible: Bridge.plan.ready && sheet.tab === "code"
        Layout.fillHeight: false
        spacing: 6
        Repeater {
            model: Bridge.plan.advice
            InlineError {
                required property string modelData
                status: "info"
                text: modelData
                Layout.fillWidth: true
            }
        }
        InlineError {
            visible: Bridge.plan.advice.length === 0
            status: "info"
            text: qsTr("There is no better place for the engine that is known.")
            Layout.fillWidth: true
        }
        SectionTitle {
            text: qsTr("On the command line")
            Layout.topMargin: Theme.gap2
        }
        CodeBlock {
            Layout.fillWidth: true
            text: Bridge.plan.cli
            spoken: qsTr("On the command line")
        }
    }

    footer: [
        Item {
            Layout.fillWidth: true
        },
        GhostButton {
            objectName: "planCli"
            text: qsTr("Copy as command")
            iconName: "terminal"
            visible: Bridge.plan.ready
            why: Bridge.plan.cli
            onClicked: Bridge.copy(Bridge.plan.cli)
        },
        GhostButton {
            text: qsTr("Close")
            onClicked: sheet.close()
        },
        PrimaryButton {
            objectName: "syncPlanned"
            text: sheet.draft ? qsTr("Save and run it") : qsTr("Run it")
            iconName: "refresh-cw"
            enabled: Bridge.plan.ready && !Bridge.plan.empty
            onClicked: Bridge.plan.deletions > 0 ? sure.open() : sheet.run()
        }
    ]
    readonly property var doings: [{
            "key": "",
            "label": qsTr("All")
        }, {
            "key": "copy",
            "label": qsTr("is copied")
        }, {
            "key": "replace",
            "label": qsTr("is replaced")
        }, {
            "key": "delete",
            "label": qsTr("is deleted")
        }, {
            "key": "waits",
            "label": qsTr("in quarantine")
        }, {
            "key": "held",
            "label": qsTr("held back")
        }, {
            "key": "stays",
            "label": qsTr("stays rolled back")
        }, {
            "key": "unreadable",
            "label": qsTr("cannot be read")
        }]
    ConfirmDialog {
        id: sure
        objectName: "planSure"
        title: qsTr("%n tags are deleted at the targets.", "", Bridge.plan.deletions)
        text: qsTr("Their manifests are saved, and they can be brought back on the page Consistency while the registries keep their blobs.")
        typed: Bridge.plan.grave ? Bridge.plan.ruleId : ""
        confirmText: qsTr("Delete them and run")
        onConfirmed: sheet.run()
    }
}
