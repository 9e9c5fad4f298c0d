// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// What can be done with a rule, at the end of its row.
RowLayout {
    id: actions
    property var rule
    spacing: 6
    GhostButton {
        objectName: "plan-" + actions.rule.ruleId
        text: qsTr("Plan")
        iconName: "list-checks"
        why: qsTr("Shows what would move. Changes nothing.")
        onClicked: actions.rule.plan()
    }
    GhostButton {
        objectName: "sync-" + actions.rule.ruleId
        text: qsTr("Sync now")
        iconName: "refresh-cw"
        visible: actions.rule.conflicts === 0
        enabled: actions.rule.status !== "running"
        onClicked: actions.rule.sync()
    }
    GhostButton {
        objectName: "decide-" + actions.rule.ruleId
        visible: actions.rule.conflicts > 0
        text: qsTr("Decide…")
        iconName: "triangle-alert"
        onClicked: actions.rule.decide()
    }
    IconButton {
        objectName: "promote-" + actions.rule.ruleId
        iconName: "rocket"
        iconSize: 16
        enabled: actions.rule.status !== "running"
        text: qsTr("Promote %1 now").arg(actions.rule.ruleId)
        onClicked: actions.rule.promote()
    }
    IconButton {
        objectName: "rollback-" + actions.rule.ruleId
        iconName: "undo-2"
        iconSize: 16
        enabled: actions.rule.reversible && actions.rule.status !== "running"
        text: actions.rule.reversible ? qsTr("Roll back %1").arg(actions.rule.ruleId) : qsTr("Nothing to roll back")
        onClicked: actions.rule.rollback()
    }
    IconButton {
        iconName: "pencil"
        iconSize: 16
        text: qsTr("Edit %1").arg(actions.rule.ruleId)
        onClicked: actions.rule.clicked()
    }
    IconButton {
        objectName: "duplicate-" + actions.rule.ruleId
        iconName: "copy-plus"
        iconSize: 16
        text: qsTr("Duplicate %1").arg(actions.rule.ruleId)
        onClicked: actions.rule.copying()
    }
    IconButton {
        iconName: "trash-2"
        iconSize: 16
        text: qsTr("Remove %1").arg(actions.rule.ruleId)
        onClicked: actions.rule.removal()
    }
}
