// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// What the chosen platform is made of, how large each part is, and which regions have it.
Card {
    id: card
    readonly property var image: Catalog.image
    readonly property var platform: image.platforms[image.platform] || ({
            "title": "",
            "digest": "",
            "digestText": ""
        })
    spoken: qsTr("Layers")
    CardHeader {
        id: head
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 12
            leftMargin: 16
        }
        title: qsTr("Layers")
        note: card.platform.title
        DigestButton {
            objectName: "platformDigest"
            visible: digest !== ""
            digest: card.platform.digest
            text: card.platform.digestText
        }
    }
    ListView {
        id: list
        objectName: "layers"
        anchors {
            left: parent.left
            right: parent.right
            top: head.bottom
            bottom: parent.bottom
            leftMargin: 8
            rightMargin: 4
            topMargin: 6
            bottomMargin: 6
        }
        clip: true
        cacheBuffer: 0
        model: card.image.layers
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        highlightMoveDuration: 0
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Layers")
        T.ScrollBar.vertical: ScrollBar {
        }
        delegate: LayerRow {
            width: list.width - 12
            current: ListView.isCurrentItem && list.activeFocus
            last: index === list.count - 1
        }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("No layers are told for this one")
            color: Theme.text3
        }
    }
}
