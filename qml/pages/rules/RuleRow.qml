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
    required property string nextText
    required property var traits
    required property string promotionText
    required property string promotionTone
    required property int conflicts
    required property bool reversible
    required property int index
    signal plan
    signal sync
    signal removal
    signal promote
    signal rollback
    signal decide
    signal copying

    implicitHeight: traits.length > 0 ? 106 : 82
    inset: 6
    spoken: [ruleId, sourceName, targets.join(", "), summary].concat(traits, [statusText, lastRunText, nextText, promotionText]).filter(part => part !== "").join(", ")

    contentItem: RowLayout {
        spacing: Theme.gap4
        Rectangle {
            implicitWidth: 36
            implicitHeight: 36
            radius: Theme.radiusField
            color: Theme.tinted(Status.color(row.status))
            Icon {
                anchors.centerIn: parent
                name: "workflow"
                size: 18
                color: Status.color(row.status)
            }
        }
        ColumnLayout {
            spacing: 4
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            RowLayout {
                spacing: Theme.gap2
                Label {
                    text: row.ruleId
                    font {
                        pixelSize: Theme.cardTitle
                        weight: Font.DemiBold
                    }
                    Accessible.ignored: true
                }
                Label {
                    text: row.sourceName
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Layout.leftMargin: 4
                    Accessible.ignored: true
                }
                Icon {
                    name: "arrow-right"
                    size: 13
                    color: Theme.text3
                }
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
            Row {
                id: words
                visible: row.traits.length > 0
                spacing: 6
                Layout.fillWidth: true
                Repeater {
                    model: row.traits
                    Tag {
                        required property string modelData
                        text: modelData
                        opacity: x + width <= words.width ? 1 : 0
                    }
                }
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
            StatusPill {
                visible: row.promotionTone === "bad" || row.promotionTone === "warn"
                status: row.promotionTone
                word: qsTr("Promotion: %1").arg(row.promotionText)
                Layout.maximumWidth: 200
            }
            Label {
                text: [row.lastRunText, row.nextText].filter(part => part !== "").join(" · ")
                visible: text !== ""
                color: Theme.text2
                font.pixelSize: Theme.small
                Layout.fillWidth: true
                Layout.leftMargin: 2
                Accessible.ignored: true
            }
        }
        RuleActions {
            rule: row
        }
    }
}
