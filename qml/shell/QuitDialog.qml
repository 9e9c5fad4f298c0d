// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// Asks before jobs are interrupted.
T.Popup {
    id: dialog
    objectName: "quitDialog"
    signal decided(string how)
    function decide(how) {
        if (remember.checked)
            Settings.onClose = how;
        close();
        decided(how);
    }
    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: 480
    height: contentItem.implicitHeight + 2 * padding
    modal: true
    focus: true
    padding: Theme.gap5
    closePolicy: T.Popup.CloseOnEscape
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    onOpened: (Settings.tray ? stay : cancel).forceActiveFocus()
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
        Accessible.name: head.text
        Label {
            id: head
            text: qsTr("%n jobs have not ended", "", Settings.openJobs())
            font {
                pixelSize: Theme.pageTitle
                weight: Font.DemiBold
            }
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
        Label {
            text: qsTr("When Meridian quits they stop where they are. All that was written counts: they go on from there at the next start.")
            color: Theme.text2
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            Layout.fillWidth: true
        }
        CheckBox {
            id: remember
            objectName: "quitRemember"
            text: qsTr("Do the same next time; Settings change it")
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
                objectName: "quitCancel"
                text: qsTr("Cancel")
                onClicked: dialog.close()
            }
            GhostButton {
                objectName: "quitNow"
                text: qsTr("Quit")
                onClicked: dialog.decide("quit")
            }
            PrimaryButton {
                id: stay
                objectName: "quitTray"
                visible: Settings.tray
                text: qsTr("Keep running in the tray")
                onClicked: dialog.decide("tray")
            }
        }
    }
}
