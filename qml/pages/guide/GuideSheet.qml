// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The guide above what is open: a form that somebody fills in stays as it is below.
T.Popup {
    id: sheet
    objectName: "guideSheet"
    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(1040, parent ? parent.width - 80 : 1040)
    height: Math.min(760, parent ? parent.height - 60 : 760)
    z: 5
    modal: true
    focus: true
    padding: 0
    closePolicy: T.Popup.CloseOnPressOutside
    visible: Guide.above
    onClosed: Guide.close()
    onOpened: view.takeKeyboard()
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
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
        spacing: 0
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Guide")
        Keys.onEscapePressed: sheet.close()
        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.gap3
            Layout.leftMargin: Theme.gap4
            spacing: Theme.gap2
            IconButton {
                objectName: "guideBack"
                visible: Guide.canGoBack
                iconName: "arrow-left"
                text: qsTr("Back")
                onClicked: Guide.back()
            }
            Label {
                text: Guide.title
                font {
                    pixelSize: Theme.pageTitle
                    weight: Font.DemiBold
                }
                Layout.fillWidth: true
                Accessible.role: Accessible.Heading
            }
            IconButton {
                iconName: "x"
                text: qsTr("Close")
                onClicked: sheet.close()
            }
        }
        Rectangle {
            Layout.fillWidth: true
            height: 1
            color: Theme.hairline
        }
        GuideView {
            id: view
            focus: true
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
}
