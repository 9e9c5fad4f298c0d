// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// What is mirrored from where to where, and the way from a rule to a plan to a sync.
Page {
    id: page
    title: qsTr("Rules")
    subtitle: qsTr("What is mirrored, from where and to where")
    actionText: qsTr("Add rule")
    actionIcon: "plus"
    actionEnabled: Bridge.regions.count > 1
    onActed: editor.create()

    GhostButton {
        id: importSetup
        objectName: "importSetup"
        anchors { right: parent.right; bottom: parent.bottom }
        text: qsTr("Import…")
        onClicked: setup.start()
    }
    Card {
        anchors { left: parent.left; right: parent.right; top: parent.top }
        height: Math.min(parent.height - importSetup.height - Theme.gap2, list.count > 0 ? list.contentHeight + 12 : 320)
        spoken: page.title
        ListView {
            id: list
            objectName: "rules"
            anchors { fill: parent; leftMargin: 16; rightMargin: 3; topMargin: 6; bottomMargin: 6 }
            clip: true
            model: Bridge.rules
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: page.title
            T.ScrollBar.vertical: ScrollBar {}
            delegate: RuleRow {
                width: list.width - 13
                last: index === list.count - 1
                onClicked: editor.edit(ruleId)
                onPlan: review.plan(ruleId)
                onSync: Bridge.syncNow(ruleId)
                onRemoval: remover.ask(ruleId)
                onPromote: release.ask(ruleId, false, targets)
                onRollback: release.ask(ruleId, true, targets)
                onDecide: conflict.show(Bridge.promotionOf(ruleId))
            }
        }
        EmptyState {
            anchors.centerIn: parent
            width: parent.width - 80
            visible: list.count === 0
            iconName: "workflow"
            title: qsTr("No rules yet")
            text: Bridge.regions.count > 1
                  ? qsTr("A rule names repositories and tags, the region they come from and the regions that hold a copy.")
                  : qsTr("A rule copies from one region to another. Add two regions first.")
            actionText: Bridge.regions.count > 1 ? qsTr("Add rule") : qsTr("Add region")
            onAction: Bridge.regions.count > 1 ? editor.create() : Bridge.page = "regions"
        }
    }
    RuleEditor {
        id: editor
        onRemoval: id => remover.ask(id)
    }
    RuleImport { id: setup }
    PlanReview { id: review }
    ReleaseDialog { id: release }
    ConflictSheet { id: conflict }
    RuleRemover {
        id: remover
        onRemoved: editor.close()
    }
}
