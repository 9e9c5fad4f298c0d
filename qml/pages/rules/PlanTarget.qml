// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// One target of a plan.
Rectangle {
    id: target
    required property string name
    required property bool reachable
    required property string tagsText
    required property string writeText
    required property string mountedText
    required property string skippedText
    required property string blobsText
    required property string requestsText
    required property string warning
    required property real share
    required property var deletions
    required property string deletionsText

    implicitHeight: body.implicitHeight + 24
    radius: Theme.radiusField
    color: Theme.bg
    border {
        width: 1
        color: Theme.border
    }
    Accessible.role: Accessible.Grouping
    Accessible.name: [name, tagsText, writeText, warning].filter(part => part !== "").join(", ")

    ColumnLayout {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 12
            leftMargin: 14
            rightMargin: 14
        }
        spacing: 6
        RowLayout {
            spacing: Theme.gap2
            Label {
                text: target.name
                font.weight: Font.DemiBold
            }
            Label {
                text: target.tagsText
                color: Theme.text2
                font.pixelSize: Theme.small
                Layout.fillWidth: true
            }
            Digits {
                text: target.writeText
                weight: Font.DemiBold
                visible: target.reachable
            }
            StatusPill {
                status: "offline"
                visible: !target.reachable
            }
        }
        ProgressBar {
            visible: target.reachable
            Layout.fillWidth: true
            value: target.share
            Accessible.name: qsTr("To write: %1").arg(target.writeText)
        }
        Label {
            visible: target.reachable
            text: [target.blobsText, target.requestsText, qsTr("mounted %1").arg(target.mountedText), qsTr("already there %1").arg(target.skippedText)].filter(part => part !== "").join(" · ")
            color: Theme.text2
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
        InlineError {
            visible: target.warning !== ""
            status: target.reachable ? "warning" : "failed"
            text: target.warning
            Layout.fillWidth: true
        }
        InlineError {
            visible: target.deletionsText !== ""
            status: "warning"
            text: target.deletionsText
            Layout.fillWidth: true
        }
        Repeater {
            model: target.deletions
            PlanDeletion {
                Layout.fillWidth: true
            }
        }
    }
}
