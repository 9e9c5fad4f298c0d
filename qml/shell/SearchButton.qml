// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

// Looks like a search field and opens the palette; only an icon where the header is narrow.
T.Button {
    id: control
    property bool narrow: false
    property string keys
    text: qsTr("Find image, rule, region or job")
    implicitWidth: narrow ? 32 : 280
    implicitHeight: narrow ? 32 : Theme.control
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Accessible.description: keys
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    background: Rectangle {
        radius: Theme.radiusField
        color: control.narrow ? (control.hovered ? Theme.surface2 : "transparent") : Theme.surface
        border {
            width: control.narrow ? 0 : 1
            color: control.hovered ? Theme.borderStrong : Theme.border
        }
        FocusRing {
            shown: control.visualFocus
        }
    }
    contentItem: Item {
        Icon {
            id: glass
            name: "search"
            size: control.narrow ? 18 : 16
            color: control.narrow ? Theme.text2 : Theme.text3
            x: control.narrow ? 7 : 11
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            visible: !control.narrow
            anchors {
                left: glass.right
                leftMargin: 9
                right: hint.left
                rightMargin: 8
                verticalCenter: parent.verticalCenter
            }
            text: control.text
            color: Theme.text3
            Accessible.ignored: true
        }
        KeyHint {
            id: hint
            visible: !control.narrow
            anchors {
                right: parent.right
                rightMargin: 6
                verticalCenter: parent.verticalCenter
            }
            text: control.keys
        }
    }
    Tooltip {
        text: control.text + " (" + control.keys + ")"
        shown: control.hovered && control.narrow
    }
}
