// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// A quiet word where the work would end with this window.
Rectangle {
    id: banner
    objectName: "serviceBanner"
    visible: Settings.service.banner === true || !!Settings.service.busy
    height: visible ? 40 : 0
    radius: Theme.radiusField
    color: Theme.surface
    border {
        width: 1
        color: Theme.border
    }
    RowLayout {
        anchors {
            fill: parent
            leftMargin: 14
            rightMargin: 6
        }
        spacing: Theme.gap2
        Label {
            text: Settings.service.busy || qsTr("This window does the work: mirroring ends with it. meridiand does it all the time.")
            color: Theme.text2
            font.pixelSize: Theme.small
            Layout.fillWidth: true
        }
        GhostButton {
            objectName: "serviceBannerOffer"
            implicitHeight: 30
            visible: !Settings.service.busy
            text: qsTr("Hand over…")
            onClicked: Bridge.page = "settings"
        }
        IconButton {
            objectName: "serviceBannerClose"
            visible: !Settings.service.busy
            iconName: "x"
            iconSize: 14
            text: qsTr("Do not offer it again")
            onClicked: Settings.dismissOffer()
        }
    }
}
