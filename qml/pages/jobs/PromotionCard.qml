// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// How a group of tags gets into all regions: the stations, and region by region how far each is.
Card {
    id: card
    property var promotion: ({})
    readonly property string tone: promotion.tone || "offline"
    spoken: qsTr("Promotion")
    height: body.implicitHeight + 28
    border {
        width: 1
        color: tone === "bad" ? Theme.bad : tone === "warn" ? Theme.warn : Theme.border
    }
    ColumnLayout {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 16
            topMargin: 14
        }
        spacing: 10
        RowLayout {
            spacing: Theme.gap2
            Icon {
                name: Status.icon(card.tone === "accent" ? "info" : card.tone)
                color: Status.color(card.tone)
            }
            Label {
                objectName: "promotionHeadline"
                text: [card.promotion.headline, card.promotion.untilText].filter(part => part).join(" · ")
                color: card.tone === "bad" || card.tone === "warn" ? Status.color(card.tone) : Theme.text
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
                Layout.fillWidth: true
            }
            Label {
                visible: !!card.promotion.skewText
                text: qsTr("first to last: %1").arg(card.promotion.skewText || "")
                color: Theme.text2
                font.pixelSize: Theme.small
            }
            PrimaryButton {
                objectName: "decide"
                visible: card.promotion.phase === "conflict"
                text: qsTr("Decide…")
                onClicked: conflict.show(card.promotion)
            }
            GhostButton {
                objectName: "rollbackJob"
                visible: card.promotion.reversible || false
                text: qsTr("Roll back")
                iconName: "undo-2"
                onClicked: release.ask(card.promotion.ruleId, true, (card.promotion.regions || []).map(region => region.name))
            }
        }
        Stepper {
            steps: card.promotion.steps || []
            Layout.fillWidth: true
            Layout.fillHeight: false
        }
        Repeater {
            model: card.promotion.regions || []
            RowLayout {
                id: region
                required property var modelData
                spacing: Theme.gap3
                Accessible.role: Accessible.Row
                Accessible.name: [modelData.name, modelData.waveText, modelData.stagedText, modelData.flippedText, modelData.text].filter(part => part !== "").join(", ")
                Icon {
                    name: Status.icon(region.modelData.status)
                    color: Status.color(region.modelData.status)
                    size: 14
                }
                Label {
                    text: region.modelData.name
                    font.weight: Font.Medium
                    Layout.preferredWidth: 110
                    Accessible.ignored: true
                }
                Tag {
                    text: region.modelData.waveText
                }
                ProgressBar {
                    Layout.preferredWidth: 110
                    value: region.modelData.progress
                    color: Status.tone(region.modelData.status) === "offline" ? Theme.accent : Status.color(region.modelData.status)
                }
                Label {
                    text: region.modelData.stagedText
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Accessible.ignored: true
                }
                Label {
                    text: region.modelData.flippedText
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Accessible.ignored: true
                }
                Label {
                    text: region.modelData.text
                    color: Status.tone(region.modelData.status) === "bad" ? Theme.bad : Theme.warn
                    font.pixelSize: Theme.small
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
            }
        }
    }
    ConflictSheet {
        id: conflict
    }
    ReleaseDialog {
        id: release
    }
}
