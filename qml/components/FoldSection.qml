// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.Ui

// A part of a form that folds: closed, it says in one line what it holds.
ColumnLayout {
    id: section
    property string title
    property string summary
    property bool open: false
    property bool wrong: false
    signal unfolded // by hand
    default property alias body: column.data

    spacing: 0
    Layout.fillWidth: true
    Layout.fillHeight: false
    Rectangle {
        Layout.fillWidth: true
        Layout.leftMargin: -Theme.gap5
        Layout.rightMargin: -Theme.gap5
        implicitHeight: 1
        color: Theme.hairline
    }
    T.AbstractButton {
        id: head
        objectName: section.objectName + "-head"
        Layout.fillWidth: true
        implicitHeight: 42
        focusPolicy: Qt.StrongFocus
        text: section.title
        Accessible.role: Accessible.Button
        Accessible.name: section.title + ": " + section.summary
        Accessible.checkable: true
        Accessible.checked: section.open
        Keys.onReturnPressed: clicked()
        Keys.onEnterPressed: clicked()
        onClicked: {
            section.open = !section.open;
            if (section.open)
                section.unfolded();
        }
        background: Rectangle {
            anchors {
                fill: parent
                leftMargin: -8
                rightMargin: -8
                topMargin: 3
                bottomMargin: 3
            }
            radius: Theme.radiusSmall
            color: head.hovered ? Theme.surface2 : "transparent"
            FocusRing {
                shown: head.visualFocus
            }
        }
        contentItem: RowLayout {
            spacing: Theme.gap2
            Icon {
                name: section.open ? "chevron-down" : "chevron-right"
                size: 15
                color: Theme.text3
            }
            Label {
                text: section.title
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Label {
                text: section.summary
                visible: !section.open
                color: Theme.text2
                font.pixelSize: Theme.small
                horizontalAlignment: Text.AlignRight
                Layout.fillWidth: true
                Layout.leftMargin: Theme.gap3
                Accessible.ignored: true
            }
            Item {
                visible: section.open
                Layout.fillWidth: true
            }
            Icon {
                visible: section.wrong
                name: "circle-x"
                size: 15
                color: Theme.bad
            }
        }
    }
    ColumnLayout {
        id: column
        visible: section.open
        spacing: Theme.gap3
        Layout.fillHeight: false
        Layout.topMargin: 4
        Layout.bottomMargin: Theme.gap4
    }
}
