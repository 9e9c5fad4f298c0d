// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// A digest that is copied on a click; shown as long as its text is.
T.AbstractButton {
    id: button
    property string digest
    implicitWidth: Math.ceil(measure.implicitWidth) + 30
    implicitHeight: Math.max(22, label.implicitHeight + 4)
    enabled: digest !== ""
    focusPolicy: Qt.StrongFocus
    Accessible.name: qsTr("Copy digest %1").arg(digest)
    onClicked: Bridge.copy(digest)
    Keys.onReturnPressed: clicked()
    background: Rectangle {
        radius: Theme.radiusSmall
        color: button.hovered ? Theme.surface2 : "transparent"
        FocusRing {
            shown: button.visualFocus
            anchors.margins: -1
            radius: Theme.radiusSmall
        }
    }
    contentItem: Item {
        Label {
            id: label
            anchors {
                left: parent.left
                leftMargin: 4
                right: icon.left
                rightMargin: 6
                verticalCenter: parent.verticalCenter
            }
            text: button.text
            color: Theme.text2
            font {
                family: Theme.mono
                pixelSize: Theme.small
            }
            elide: Text.ElideMiddle
            Accessible.ignored: true
        }
        Icon {
            id: icon
            anchors {
                right: parent.right
                rightMargin: 4
                verticalCenter: parent.verticalCenter
            }
            name: "copy"
            size: 13
            color: button.hovered ? Theme.text : Theme.text3
        }
    }
    Text {
        id: measure
        visible: false
        text: button.text
        font: label.font
    } // an elided text does not tell how wide it would be
    Tooltip {
        text: button.digest
        shown: button.hovered
    }
}
