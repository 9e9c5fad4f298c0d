// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

TableRow {
    id: row
    required property string ruleId
    required property string sourceName
    required property var targets
    required property string summary
    required property string status
    required property string statusText
    required property string lastRunText
    required property int index
    signal plan()
    signal sync()
    signal removal()

    implicitHeight: 82
    inset: 6
    spoken: [ruleId, sourceName, targets.join(", "), summary, statusText, lastRunText].join(", ")

    contentItem: RowLayout {
        spacing: Theme.gap4
        Rectangle {
            implicitWidth: 36
            implicitHeight: 36
            radius: Theme.radiusField
            color: Theme.tinted(Status.color(row.status))
            Icon { anchors.centerIn: parent; name: "workflow"; size: 18; color: Status.color(row.status) }
        }
        ColumnLayout {
            spacing: 4
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            RowLayout {
                spacing: Theme.gap2
                Label {
                    text: row.ruleId
                    font { pixelSize: Theme.cardTitle; weight: Font.DemiBold }
                    Accessible.ignored: true
                }
                Label {
                    text: row.sourceName
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Layout.leftMargin: 4
                    Accessible.ignored: true
                }
                Icon { name: "arrow-right"; size: 13; color: Theme.text3 }
                Label {
                    text: row.targets.join(", ")
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
            }
            Label {
                text: row.summary
                color: Theme.text2
                font.pixelSize: Theme.small
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
        ColumnLayout {
            spacing: 3
            Layout.preferredWidth: 200
            Layout.fillWidth: false
            StatusPill {
                status: row.status
                word: row.statusText
                Layout.maximumWidth: 200
            }
            Label {
                text: row.lastRunText
                visible: text !== ""
                color: Theme.text2
                font.pixelSize: Theme.small
                Layout.fillWidth: true
                Layout.leftMargin: 2
                Accessible.ignored: true
            }
        }
        RowLayout {
            spacing: 6
            GhostButton {
                objectName: "plan-" + row.ruleId
                text: qsTr("Plan")
                iconName: "list-checks"
                why: qsTr("Shows what would move. Changes nothing.")
                onClicked: row.plan()
            }
            GhostButton {
                objectName: "sync-" + row.ruleId
                text: qsTr("Sync now")
                iconName: "refresh-cw"
                enabled: row.status !== "running"
                onClicked: row.sync()
            }
            IconButton {
                iconName: "pencil"
                iconSize: 16
                text: qsTr("Edit %1").arg(row.ruleId)
                onClicked: row.clicked()
            }
            IconButton {
                iconName: "trash-2"
                iconSize: 16
                text: qsTr("Remove %1").arg(row.ruleId)
                onClicked: row.removal()
            }
        }
    }
}
