// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// Whether all regions hold the same: what audits found, what to do about it, and who has what.
Page {
    id: page
    readonly property var looked: Bridge.consistency
    property string tab: "drift"
    title: qsTr("Consistency")
    subtitle: qsTr("Whether all regions of a rule hold the same")
    actionText: qsTr("Audit now")
    actionIcon: "shield-check"
    actionEnabled: looked.ruleId !== "" && !looked.audit.running
    onActed: Bridge.audit(looked.ruleId, false)

    EmptyState {
        anchors.centerIn: parent
        width: 460
        visible: page.looked.ruleId === ""
        iconName: "shield-check"
        title: qsTr("Nothing to compare yet")
        text: qsTr("An audit compares the regions of a rule. Add a rule first.")
        actionText: qsTr("Rules")
        onAction: Bridge.page = "rules"
    }
    AuditList {
        id: rules
        visible: page.looked.ruleId !== ""
        anchors {
            left: parent.left
            top: parent.top
            bottom: parent.bottom
        }
        width: Math.max(280, Math.min(340, parent.width * 0.25))
    }
    AuditHead {
        id: head
        visible: rules.visible
        anchors {
            left: rules.right
            right: parent.right
            top: parent.top
            leftMargin: Theme.cardGap
        }
        audit: page.looked.audit
    }
    Card {
        visible: rules.visible
        anchors {
            left: head.left
            right: parent.right
            top: head.bottom
            bottom: parent.bottom
            topMargin: Theme.cardGap
        }
        spoken: qsTr("Details")
        TabStrip {
            id: strip
            anchors {
                left: parent.left
                top: parent.top
                leftMargin: 6
                topMargin: 4
            }
            spoken: qsTr("Details")
            current: page.tab
            tabs: [{
                    "key": "drift",
                    "label": page.looked.audit.findings > 0 ? qsTr("Drift (%1)").arg(page.looked.audit.findings) : qsTr("Drift")
                }, {
                    "key": "tags",
                    "label": qsTr("Tags by region")
                }, {
                    "key": "deleted",
                    "label": page.looked.deleted.count > 0 ? qsTr("Deleted (%1)").arg(page.looked.deleted.count) : qsTr("Deleted")
                }]
            onChosen: key => page.tab = key
        }
        Rectangle {
            id: line
            anchors {
                left: parent.left
                right: parent.right
                top: strip.bottom
            }
            height: 1
            color: Theme.hairline
        }
        Item {
            anchors {
                left: parent.left
                right: parent.right
                top: line.bottom
                bottom: parent.bottom
            }
            DriftList {
                anchors.fill: parent
                visible: page.tab === "drift"
                audit: page.looked.audit
            }
            TagMatrix {
                anchors.fill: parent
                visible: page.tab === "tags"
            }
            DeletedList {
                anchors.fill: parent
                visible: page.tab === "deleted"
            }
        }
    }
}
