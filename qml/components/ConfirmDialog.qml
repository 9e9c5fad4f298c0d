// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.Ui

// Asks before something is lost, and says what exactly.
T.Popup {
    id: dialog
    property string title
    property string text
    property var details: []
    property var points: [] // what it touches, one line each
    property string typed // what has to be typed first; empty where little is lost
    readonly property bool sure: typed === "" || field.text.trim() === typed
    property string confirmText
    property bool harmless: false // costs something, but loses nothing
    signal confirmed

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: 440
    height: contentItem.implicitHeight + 2 * padding
    modal: true
    focus: true
    padding: Theme.gap5
    closePolicy: T.Popup.CloseOnEscape
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    onAboutToShow: field.text = ""
    onOpened: (typed === "" ? cancel : field).forceActiveFocus()

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
        Accessible.name: dialog.title
        Label {
            text: dialog.title
            font {
                pixelSize: Theme.pageTitle
                weight: Font.DemiBold
            }
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
        Label {
            text: dialog.text
            color: Theme.text2
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            Layout.fillWidth: true
        }
        Repeater {
            model: dialog.points
            Label {
                id: point
                required property string modelData
                leftPadding: 22
                text: modelData
                wrapMode: Text.Wrap
                elide: Text.ElideNone
                Layout.fillWidth: true
                Icon {
                    y: 1
                    name: "triangle-alert"
                    size: 14
                    color: Theme.warn
                }
            }
        }
        Flow {
            visible: dialog.details.length > 0
            Layout.fillWidth: true
            spacing: 6
            Repeater {
                model: dialog.details
                Chip {
                    required property string modelData
                    text: modelData
                }
            }
        }
        FormField {
            visible: dialog.typed !== ""
            label: qsTr("Type %1 to go on").arg(dialog.typed)
            TextField {
                id: field
                objectName: "typed"
                Layout.fillWidth: true
                spoken: qsTr("Type %1 to go on").arg(dialog.typed)
                onAccepted: if (dialog.sure && dialog.typed !== "") {
                    dialog.close();
                    dialog.confirmed();
                }
            }
        }
        RowLayout {
            Layout.topMargin: Theme.gap2
            Layout.fillWidth: true
            spacing: Theme.gap2
            Item {
                Layout.fillWidth: true
            }
            GhostButton {
                id: cancel
                text: qsTr("Cancel")
                onClicked: dialog.close()
            }
            DangerButton {
                objectName: "confirm"
                visible: !dialog.harmless
                enabled: dialog.sure
                text: dialog.confirmText
                onClicked: {
                    dialog.close();
                    dialog.confirmed();
                }
            }
            PrimaryButton {
                objectName: "go"
                visible: dialog.harmless
                text: dialog.confirmText
                onClicked: {
                    dialog.close();
                    dialog.confirmed();
                }
            }
        }
    }
}
