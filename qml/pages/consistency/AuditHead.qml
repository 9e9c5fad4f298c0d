// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// The newest audit of one rule, region by region, and what can be done now.
Card {
    id: card
    property var audit: ({})
    spoken: audit.ruleId || ""
    height: body.implicitHeight + 28
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
            spacing: Theme.gap3
            Label {
                text: card.audit.passText || ""
                font {
                    pixelSize: Theme.kpi
                    weight: Font.DemiBold
                }
                Accessible.name: qsTr("Pass rate: %1").arg(text)
            }
            ColumnLayout {
                spacing: 1
                Layout.fillWidth: true
                Label {
                    text: card.audit.ruleId || ""
                    font {
                        pixelSize: Theme.cardTitle
                        weight: Font.DemiBold
                    }
                    Layout.fillWidth: true
                    Accessible.role: Accessible.Heading
                }
                Label {
                    text: [card.audit.lastText, card.audit.costText].filter(part => part).join(" · ")
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Layout.fillWidth: true
                }
            }
            StatusPill {
                status: card.audit.status || "unknown"
                word: card.audit.statusText || ""
            }
            IconButton {
                objectName: "exportReport"
                iconName: "download"
                iconSize: 16
                framed: true
                visible: (card.audit.lastText || "") !== "" && (card.audit.jobId || "") !== ""
                text: qsTr("Export the report")
                onClicked: chooser.active ? chooser.item.open() : chooser.active = true
            }
            GhostButton {
                objectName: "deepAudit"
                text: qsTr("Deep audit")
                iconName: "microscope"
                enabled: !card.audit.running
                why: qsTr("Reads and hashes all content in all regions")
                onClicked: sure.ask(true)
            }
            GhostButton {
                objectName: "repair"
                text: qsTr("Repair")
                iconName: "wrench"
                enabled: !card.audit.running && (card.audit.fixable || false)
                why: qsTr("Compares once more and makes the regions what the rule wants")
                onClicked: sure.ask(false)
            }
        }
        Flow {
            visible: (card.audit.regions || []).length > 0
            Layout.fillWidth: true
            spacing: 22
            Repeater {
                model: card.audit.regions || []
                Row {
                    id: region
                    required property var modelData
                    spacing: 6
                    Accessible.role: Accessible.StaticText
                    Accessible.name: [modelData.name, modelData.text, modelData.problem].join(", ")
                    Icon {
                        name: Status.icon(region.modelData.status)
                        color: Status.color(region.modelData.status)
                        size: 14
                        anchors.verticalCenter: parent.verticalCenter
                    }
                    Label {
                        text: region.modelData.name
                        font.weight: Font.Medium
                        Accessible.ignored: true
                    }
                    Label {
                        text: region.modelData.text
                        color: Theme.text2
                        Accessible.ignored: true
                    }
                }
            }
        }
        Repeater {
            model: (card.audit.regions || []).filter(region => region.problem !== "")
            InlineError {
                required property var modelData
                status: "warning"
                text: modelData.name + ": " + modelData.problem
                Layout.fillWidth: true
            }
        }
        Label {
            text: qsTr("Scheduled: %1").arg(card.audit.planText || "")
            color: Theme.text3
            font.pixelSize: Theme.small
            Layout.fillWidth: true
        }
    }
    Loader {
        id: chooser
        active: false
        sourceComponent: ReportChooser {
            onChosen: file => Bridge.consistency.saveReport(file)
        }
        onLoaded: item.open()
    }
    Connections {
        target: Bridge.consistency
        function onReportSaved(file) {
            Bridge.toast(qsTr("The report was saved"), "ok", file);
        }
        function onReportRefused(why) {
            Bridge.toast(qsTr("The report was not saved"), "bad", why);
        }
    }
    ConfirmDialog {
        id: sure
        objectName: "auditSure"
        property bool deep
        function ask(everything) {
            deep = everything;
            open();
        }
        harmless: true
        title: deep ? qsTr("Read all content of %1?").arg(card.audit.ruleId) : qsTr("Repair %1?").arg(card.audit.ruleId)
        text: deep ? qsTr("Every blob of every region is read and hashed. That is as much traffic as copying everything once, and takes as long.") : qsTr("All regions are compared once more. Tags that are missing or different are set to what the source has; missing content is copied. Extra tags stay.")
        confirmText: deep ? qsTr("Deep audit") : qsTr("Repair")
        onConfirmed: deep ? Bridge.audit(card.audit.ruleId, true) : Bridge.repair(card.audit.ruleId)
    }
}
