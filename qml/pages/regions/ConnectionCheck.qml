// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Tries the registry as the form has it, step by step, and says in plain words where it ends and what helps.
ColumnLayout {
    id: section
    property var region: ({})
    property bool ready: true
    spacing: Theme.gap2

    RowLayout {
        Layout.fillWidth: true
        SectionTitle {
            text: qsTr("Connection")
            Layout.fillWidth: true
        }
        GhostButton {
            objectName: "test"
            text: Bridge.check.busy ? qsTr("Stop") : qsTr("Test connection")
            iconName: Bridge.check.busy ? "circle-stop" : "plug-zap"
            enabled: section.ready
            onClicked: Bridge.check.busy ? Bridge.cancelTest() : Bridge.testRegion(section.region)
        }
    }
    Label {
        visible: !Bridge.check.busy && !Bridge.check.done
        text: qsTr("Finds the host, connects, signs in and asks what the registry speaks. Nothing is changed there.")
        color: Theme.text3
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    Rectangle {
        visible: Bridge.check.busy || Bridge.check.done
        Layout.fillWidth: true
        implicitHeight: steps.implicitHeight + 24
        radius: Theme.radiusField
        color: Theme.bg
        border {
            width: 1
            color: Theme.border
        }
        ColumnLayout {
            id: steps
            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                margins: 12
            }
            spacing: Theme.gap2
            Repeater {
                model: Bridge.check.steps
                CheckStep {
                    Layout.fillWidth: true
                }
            }
            InlineError {
                Layout.fillWidth: true
                visible: text !== ""
                status: Bridge.check.busy ? "running" : Bridge.check.passed ? "ok" : "failed"
                text: Bridge.check.busy ? qsTr("Testing…") : Bridge.check.summary
            }
        }
    }
}
