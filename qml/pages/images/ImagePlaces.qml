// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// Which regions have the image, and how much of it.
Card {
    id: card
    readonly property var image: Catalog.image
    spoken: qsTr("Regions")
    CardHeader {
        id: head
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 12
            leftMargin: 16
        }
        title: qsTr("Regions")
    }
    ListView {
        id: list
        objectName: "places"
        anchors {
            left: parent.left
            right: parent.right
            top: head.bottom
            bottom: parent.bottom
            leftMargin: 16
            rightMargin: 4
            topMargin: 4
            bottomMargin: 6
        }
        clip: true
        cacheBuffer: 0
        model: card.image.places
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Regions")
        T.ScrollBar.vertical: ScrollBar {
        }
        delegate: PlaceRow {
            width: list.width - 12
            last: index === list.count - 1
        }
    }
}
