// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// Stations of something that goes its way. `steps` = [{label, status: "done"|"current"|"todo"|"failed"}].
RowLayout {
    id: stepper
    property var steps: []
    readonly property var tones: ({
            "done": Theme.ok,
            "current": Theme.accent,
            "todo": Theme.text3,
            "failed": Theme.bad
        })
    spacing: Theme.gap2
    Accessible.role: Accessible.List
    Accessible.name: steps.filter(step => step.status === "current" || step.status === "failed").map(step => step.label).join(", ")
    Repeater {
        model: stepper.steps
        RowLayout {
            id: step
            required property var modelData
            required property int index
            readonly property color ink: stepper.tones[modelData.status]
            spacing: 6
            Layout.fillWidth: index > 0
            Rectangle {
                visible: step.index > 0
                implicitHeight: 2
                radius: 1
                color: step.modelData.status === "todo" ? Theme.border : step.ink
                Layout.fillWidth: true
                Layout.minimumWidth: 16
            }
            Rectangle {
                implicitWidth: 22
                implicitHeight: 22
                radius: 11
                color: step.modelData.status === "todo" ? "transparent" : Theme.tinted(step.ink)
                border {
                    width: 1
                    color: step.modelData.status === "todo" ? Theme.borderStrong : step.ink
                }
                Icon {
                    anchors.centerIn: parent
                    size: 13
                    visible: step.modelData.status !== "todo"
                    name: ({
                            "done": "check",
                            "current": "refresh-cw",
                            "failed": "triangle-alert"
                        })[step.modelData.status] || ""
                    color: step.ink
                }
            }
            Label {
                text: step.modelData.label
                color: step.modelData.status === "todo" ? Theme.text3 : step.modelData.status === "done" ? Theme.text2 : step.ink
                font {
                    pixelSize: Theme.small
                    weight: step.modelData.status === "current" || step.modelData.status === "failed" ? Font.DemiBold : Font.Medium
                }
            }
        }
    }
}
