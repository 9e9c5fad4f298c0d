// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
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
    onActed: create()
    function create() {
        RuleDraft.add();
        editor.begin();
    }
    function edit(id) {
        RuleDraft.edit(id);
        editor.begin();
    }
    function duplicate(id) {
        RuleDraft.duplicate(id);
        editor.begin();
    }
    function look() {
        if (Bridge.page === "rules" && Bridge.subject !== "")
            edit(Bridge.subject);
        else if (RuleDraft.active && !editor.visible)
            editor.begin(); // the page was left in the middle of it
    }
    Component.onCompleted: Qt.callLater(look)
    Connections {
        target: Bridge
        function onPageChanged() {
            page.look();
        }
    }

    GhostButton {
        id: importSetup
        objectName: "importSetup"
        anchors {
            right: parent.right
            bottom: parent.bottom
        }
        text: qsTr("Import…")
        onClicked: setup.start()
    }
    RowLayout {
        id: bar
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
        }
        visible: Bridge.rules.count > 1
        spacing: Theme.gap2
        ViewBar {
            rows: RuleDraft.rules
            hint: qsTr("Find a rule")
            spoken: qsTr("Status")
            choices: [{
                    "key": "",
                    "label": qsTr("All")
                }].concat(["running", "failed", "ok", "idle"].map(key => ({
                                "key": key,
                                "label": Status.word(key)
                            })))
        }
        Select {
            objectName: "ruleOrder"
            Layout.preferredWidth: 170
            implicitHeight: 30
            spoken: qsTr("Order")
            textRole: "label"
            valueRole: "key"
            model: [{
                    "key": "",
                    "label": qsTr("As in the file")
                }, {
                    "key": "ruleId",
                    "label": qsTr("By name")
                }, {
                    "key": "sourceName",
                    "label": qsTr("By source")
                }, {
                    "key": "status",
                    "label": qsTr("By status")
                }]
            choice: RuleDraft.rules.sortKey
            onActivated: RuleDraft.rules.sortBy(currentValue)
        }
        Item {
            Layout.fillWidth: true
        }
        Label {
            text: RuleDraft.rules.count < RuleDraft.rules.total ? qsTr("%1 of %2").arg(RuleDraft.rules.count).arg(RuleDraft.rules.total) : ""
            color: Theme.text2
            font.pixelSize: Theme.small
        }
    }
    Card {
        anchors {
            left: parent.left
            right: parent.right
            top: bar.visible ? bar.bottom : parent.top
            topMargin: bar.visible ? Theme.gap3 : 0
        }
        height: Math.min(parent.height - y - importSetup.height - Theme.gap2, list.count > 0 ? list.contentHeight + 12 : 320)
        spoken: page.title
        ListView {
            id: list
            objectName: "rules"
            anchors {
                fill: parent
                leftMargin: 16
                rightMargin: 3
                topMargin: 6
                bottomMargin: 6
            }
            clip: true
            model: RuleDraft.rules
            activeFocusOnTab: true
            keyNavigationEnabled: true
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: page.title
            T.ScrollBar.vertical: ScrollBar {
            }
            delegate: RuleRow {
                width: list.width - 13
                last: index === list.count - 1
                onClicked: page.edit(ruleId)
                onCopying: page.duplicate(ruleId)
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
            title: Bridge.rules.count > 0 ? qsTr("No rule fits") : qsTr("No rules yet")
            text: Bridge.rules.count > 0 ? qsTr("No rule has this text and this status.") : Bridge.regions.count > 1 ? qsTr("A rule names repositories and tags, the region they come from and the regions that hold a copy.") : qsTr("A rule copies from one region to another. Add two regions first.")
            actionText: Bridge.rules.count > 0 ? "" : Bridge.regions.count > 1 ? qsTr("Add rule") : qsTr("Add region")
            onAction: Bridge.regions.count > 1 ? page.create() : Bridge.page = "regions"
        }
    }
    RuleEditor {
        id: editor
        onRemoval: id => remover.ask(id)
        onPlanned: review.showDraft()
    }
    RuleImport {
        id: setup
    }
    PlanReview {
        id: review
    }
    ReleaseDialog {
        id: release
    }
    ConflictSheet {
        id: conflict
    }
    RuleRemover {
        id: remover
        onRemoved: {
            RuleDraft.drop();
            editor.close();
        }
    }
}
