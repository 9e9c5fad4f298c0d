// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.Ui

// A form or detail that slides in from the right and keeps the page behind it in sight.
T.Popup {
    id: sheet
    property string title
    property string note
    property string topic // its place in the guide, for F1
    default property alias body: column.data
    property alias footer: foot.data
    property alias ledge: shelf.data // stays in sight above the footer
    property alias aside: side.data // beside the body, as high as it; its implicitWidth counts
    property bool guarded: false // something would be lost: leaving() asks instead of closing
    signal leaving
    function leave() {
        guarded ? leaving() : close();
    }
    function rewind() {
        flick.contentY = 0;
    }
    // Brings the top of a part of the body into sight.
    function reveal(part) {
        flick.contentY = Math.max(0, Math.min(part.mapToItem(flick.contentItem, 0, 0).y, flick.contentHeight - flick.height));
    }

    parent: T.Overlay.overlay
    x: parent ? parent.width - width : 0
    width: Math.min(Theme.sheetWidth, parent ? parent.width - 120 : Theme.sheetWidth)
    height: parent ? parent.height : 0
    modal: true
    focus: true
    padding: 0
    closePolicy: guarded ? T.Popup.NoAutoClose : T.Popup.CloseOnEscape
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }

    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.calm
        }
    }
    background: Rectangle {
        color: Theme.surface
        Rectangle {
            width: 1
            height: parent.height
            color: Theme.border
        }
    }
    contentItem: ColumnLayout {
        readonly property string topic: sheet.topic
        spacing: 0
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.title
        Keys.onEscapePressed: sheet.leave()
        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.gap4
            Layout.leftMargin: Theme.gap5
            spacing: Theme.gap2
            ColumnLayout {
                spacing: 2
                Layout.fillWidth: true
                Label {
                    text: sheet.title
                    font {
                        pixelSize: Theme.pageTitle
                        weight: Font.DemiBold
                    }
                    Layout.fillWidth: true
                    Accessible.role: Accessible.Heading
                }
                Label {
                    visible: text !== ""
                    text: sheet.note
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Layout.fillWidth: true
                }
            }
            IconButton {
                iconName: "x"
                text: qsTr("Close")
                onClicked: sheet.leave()
            }
        }
        Rectangle {
            Layout.fillWidth: true
            height: 1
            color: Theme.hairline
        }
        RowLayout {
            spacing: 0
            Layout.fillWidth: true
            Layout.fillHeight: true
            Flickable {
                id: flick
                Layout.fillWidth: true
                Layout.fillHeight: true
                contentHeight: column.implicitHeight + 2 * Theme.gap5
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                T.ScrollBar.vertical: ScrollBar {
                }
                ColumnLayout {
                    id: column
                    x: Theme.gap5
                    y: Theme.gap4
                    width: flick.width - 2 * Theme.gap5
                    spacing: Theme.gap4
                }
            }
            RowLayout {
                id: side
                visible: children.length > 0
                spacing: 0
                Layout.fillWidth: false
                Layout.fillHeight: true
            }
        }
        ColumnLayout {
            id: shelf
            spacing: 0
            Layout.fillHeight: false
        }
        Rectangle {
            Layout.fillWidth: true
            height: 1
            color: Theme.hairline
            visible: foot.children.length > 0
        }
        RowLayout {
            id: foot
            visible: children.length > 0
            Layout.fillWidth: true
            Layout.margins: Theme.gap4
            Layout.leftMargin: Theme.gap5
            Layout.rightMargin: Theme.gap5
            spacing: Theme.gap2
        }
    }
}
