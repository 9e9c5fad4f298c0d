// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// Opens the region's page entry; reached by Tab, so that the map is usable without a mouse.
T.AbstractButton {
    id: label
    property Item marker: null
    width: Math.max(head.implicitWidth, foot.implicitWidth) + 18
    height: head.implicitHeight + foot.implicitHeight + 11
    focusPolicy: Qt.StrongFocus
    Accessible.name: marker.name + ", " + marker.statusWord + ", " + marker.rateText
    onClicked: Bridge.page = "regions"
    background: Rectangle {
        radius: Theme.radiusField
        color: Theme.dark ? "#eb121926" : "#f2ffffff"
        border { width: 1; color: label.hovered ? Theme.borderStrong : Theme.border }
        FocusRing { shown: label.visualFocus }
    }
    contentItem: Item {
        Row {
            id: head
            x: 9
            y: 5
            spacing: 6
            Label {
                text: label.marker.name
                font { pixelSize: Theme.small; weight: Font.DemiBold }
                Accessible.ignored: true
            }
            Label {
                visible: label.marker.primary
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("PRIMARY")
                color: Theme.accent
                font { pixelSize: 10; weight: Font.Bold }
                Accessible.ignored: true
            }
        }
        Row {
            id: foot
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
