// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The steps: done ones lead back, the current one stands out, those to come wait.
Card {
    id: card
    spoken: qsTr("Steps")
    readonly property var inks: ({
            "done": Theme.ok,
            "current": Theme.accent,
            "todo": Theme.text3
        })
    readonly property var words: ({
            "done": qsTr("done"),
            "current": qsTr("on show"),
            "todo": qsTr("to come")
        })

    ColumnLayout {
        anchors {
            fill: parent
            margins: Theme.gap2
        }
        spacing: 2
        Repeater {
            model: Setup.steps
            T.AbstractButton {
                id: button
                required property var modelData
                required property int index
                readonly property color ink: card.inks[modelData.status]
                readonly property bool current: modelData.status === "current"
                objectName: "step-" + modelData.key
                Layout.fillWidth: true
                implicitHeight: Math.max(44, contentItem.implicitHeight + 14)
                enabled: modelData.reachable && !current
                focusPolicy: Qt.StrongFocus
                text: modelData.label
                Accessible.role: Accessible.Button
                Accessible.name: text + ", " + card.words[modelData.status]
                Accessible.description: modelData.text
                Keys.onReturnPressed: clicked()
                Keys.onEnterPressed: clicked()
                onClicked: Setup.go(index)
                background: Rectangle {
                    radius: Theme.radiusField
                    color: button.current ? Theme.tinted(Theme.accent) : button.hovered ? Theme.surface2 : "transparent"
                    FocusRing {
                        shown: button.visualFocus
                    }
                }
                contentItem: SetupStepFace {
                    face: button.modelData
                    number: button.index + 1
                    ink: button.ink
                }
            }
        }
        Item {
            Layout.fillHeight: true
        }
        GhostButton {
            objectName: "startOver"
            Layout.fillWidth: true
            visible: Setup.begun
            text: qsTr("Start over")
            iconName: "undo-2"
            onClicked: restart.open()
        }
    }
    ConfirmDialog {
        id: restart
        title: qsTr("Start over?")
        text: qsTr("What was said in these steps is forgotten. Regions and rules that are in the fleet already stay.")
        confirmText: qsTr("Start over")
        onConfirmed: Setup.startOver()
    }
}
