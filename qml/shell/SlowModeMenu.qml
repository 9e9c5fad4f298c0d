// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// Slow mode on and off, and how slow: it holds from now on for whatever moves.
T.Popup {
    id: menu
    objectName: "slowModeMenu"
    property string problem
    readonly property bool on: Bridge.slowText !== ""
    function set(rate) {
        problem = Bridge.setSlowMode(rate);
    }

    width: 376
    height: contentItem.implicitHeight + 2 * padding
    padding: 16
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    onAboutToShow: {
        problem = "";
        field.text = Bridge.slowRate;
    }
    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border {
            width: 1
            color: Theme.borderStrong
        }
    }
    contentItem: ColumnLayout {
        spacing: Theme.gap3
        Accessible.role: Accessible.Dialog
        Accessible.name: toggle.text
        Switch {
            id: toggle
            objectName: "slowModeSwitch"
            focus: true
            text: qsTr("Slow mode")
            checked: menu.on
            onToggled: {
                menu.set(checked ? field.text : "");
                checked = Qt.binding(() => menu.on);
            }
        }
        Label {
            text: qsTr("All jobs together move no faster than this, in and out each. It holds at once and after a restart.")
            color: Theme.text2
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            Layout.fillWidth: true
        }
        FormField {
            label: qsTr("At most")
            problem: menu.problem
            RowLayout {
                spacing: Theme.gap2
                TextField {
                    id: field
                    objectName: "slowModeRate"
                    Layout.fillWidth: true
                    implicitWidth: 120
                    spoken: qsTr("At most")
                    placeholderText: "8 Mbit/s"
                    invalid: menu.problem !== ""
                    onTextEdited: menu.problem = ""
                    onAccepted: menu.set(text)
                }
                GhostButton {
                    objectName: "slowModeApply"
                    text: menu.on ? qsTr("Change") : qsTr("Switch on")
                    onClicked: menu.set(field.text)
                }
            }
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap2
            Repeater {
                model: ["2 Mbit/s", "8 Mbit/s", "40 Mbit/s", "200 Mbit/s"]
                GhostButton {
                    required property string modelData
                    leftPadding: 10
                    rightPadding: 10
                    implicitHeight: 28
                    text: modelData
                    line: Bridge.slowText === modelData ? Theme.accent : Theme.border
                    onClicked: {
                        field.text = modelData;
                        menu.set(modelData);
                    }
                }
            }
        }
    }
}
