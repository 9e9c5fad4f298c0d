// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What the first run would read and write, before anything is changed.
FocusScope {
    // has the keyboard itself: Enter leads on
    id: step
    objectName: "setup-plan"
    readonly property var plan: Setup.plan
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.gap4
        SetupHead {
            title: qsTr("This is what the first sync will do")
            text: qsTr("Nothing has been changed yet.")
        }
        BusyBar {
            visible: step.plan.busy
            running: visible
            Layout.fillWidth: true
            Accessible.name: qsTr("Comparing the registries…")
        }
        Label {
            visible: step.plan.busy
            text: qsTr("Comparing the registries…")
            color: Theme.text2
        }
        InlineError {
            visible: text !== ""
            text: step.plan.error
            actionText: qsTr("Try again")
            onAction: Setup.askForPlan()
            Layout.fillWidth: true
        }
        Flow {
            visible: step.plan.ready
            Layout.fillWidth: true
            spacing: 28
            Fact {
                label: qsTr("Tags")
                value: step.plan.tagsText
            }
            Fact {
                label: qsTr("Read from the source")
                value: step.plan.readText
            }
            Fact {
                label: qsTr("Written to targets")
                value: step.plan.writeText
            }
            Fact {
                label: qsTr("Time")
                value: step.plan.timeText
            }
        }
        InlineError {
            visible: step.plan.ready && step.plan.empty
            status: "ok"
            text: qsTr("Everything is in place already. The first sync finds nothing to copy and says so.")
            Layout.fillWidth: true
        }
        Repeater {
            model: step.plan.ready ? Setup.planTargets : null
            PlanTarget {
                Layout.fillWidth: true
            }
        }
        Repeater {
            model: step.plan.ready ? step.plan.advice : []
            InlineError {
                required property string modelData
                status: "info"
                text: modelData
                Layout.fillWidth: true
            }
        }
        RowLayout {
            GhostButton {
                objectName: "planAgain"
                enabled: !step.plan.busy
                text: qsTr("Compare again")
                iconName: "refresh-cw"
                onClicked: Setup.askForPlan()
            }
            GhostButton {
                id: fold
                objectName: "asCode"
                property bool open: false
                text: open ? qsTr("Hide the code") : qsTr("As code")
                onClicked: open = !open
            }
        }
        CodeBlock {
            visible: fold.open
            text: Setup.ruleJson
            spoken: qsTr("The rule in the fleet file")
            Layout.fillWidth: true
        }
    }
}
