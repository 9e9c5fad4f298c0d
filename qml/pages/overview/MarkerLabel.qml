// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

// Opens the region's page; reached by Tab, so that the map is usable without a mouse. One line where there are many.
T.AbstractButton {
    id: label
    property Item marker: null
    readonly property bool small: marker.crowded
    readonly property string more: marker.others.length > 0 ? "+" + marker.others.length : ""
    width: (small ? head.implicitWidth : Math.max(head.implicitWidth, foot.implicitWidth)) + (small ? 12 : 18)
    height: small ? head.implicitHeight + 4 : head.implicitHeight + foot.implicitHeight + 11
    focusPolicy: Qt.StrongFocus
    Accessible.name: marker.name + ", " + marker.statusWord + ", " + marker.rateText + marker.spokenOthers
    onClicked: marker.open()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }
    background: Rectangle {
        radius: label.small ? Theme.radiusSmall : Theme.radiusField
        color: Theme.floating
        border {
            width: 1
            color: label.hovered ? Theme.borderStrong : Theme.border
        }
        FocusRing {
            shown: label.activeFocus
        }
    }
    contentItem: Item {
        Row {
            id: head
            x: label.small ? 6 : 9
            y: label.small ? 2 : 5
            spacing: label.small ? 4 : 6
            Icon {
                visible: label.small
                name: Status.icon(label.marker.status)
                color: label.marker.ink
                size: 11
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                text: label.marker.name
                font {
                    pixelSize: label.small ? Theme.caption : Theme.small
                    weight: Font.DemiBold
                }
                Accessible.ignored: true
            }
            Label {
                visible: text !== ""
                text: label.more
                color: Theme.text2
                font {
                    pixelSize: label.small ? Theme.caption : Theme.small
                    weight: Font.DemiBold
                }
                Accessible.ignored: true
            }
            Label {
                visible: label.marker.primary && !label.small
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("PRIMARY")
                color: Theme.accent
                font {
                    pixelSize: Theme.badge
                    weight: Font.Bold
                }
                Accessible.ignored: true
            }
        }
        Row {
            id: foot
            visible: !label.small
            anchors.top: head.bottom
            x: 9
            spacing: 5
            Icon {
                name: Status.icon(label.marker.status)
                color: label.marker.ink
                size: 12
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                text: label.marker.rateText === "" ? label.marker.statusWord : label.marker.rateText
                color: Theme.text2
                font.pixelSize: Theme.small
                Accessible.ignored: true
            }
        }
    }
}
