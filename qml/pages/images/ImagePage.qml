// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// One image in depth: what is in it, and which region has how much of it.
Page {
    id: page
    readonly property var image: Catalog.image
    title: image.ref === "" ? qsTr("Image") : image.ref
    subtitle: image.busy ? qsTr("Asking the regions…") : image.known ? image.facts.typeText : ""
    actionText: qsTr("Prewarm")
    actionIcon: "flame"
    actionEnabled: image.known && Catalog.repositories.regions > 1
    onActed: Prewarm.open(image.ref)

    ImageEmpty { anchors.centerIn: parent; width: 460; visible: !page.image.known }
    ImageHead {
        id: head
        visible: page.image.known
        anchors { left: parent.left; right: parent.right; top: parent.top }
    }
    RowLayout {
        visible: head.visible
        anchors { left: parent.left; right: parent.right; top: head.bottom; bottom: parent.bottom; topMargin: Theme.cardGap }
        spacing: Theme.cardGap
        ImagePlatforms {
            Layout.preferredWidth: Math.max(216, Math.min(300, page.width * 0.2))
            Layout.fillHeight: true
        }
        ImageLayers {
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        ColumnLayout {
            spacing: Theme.cardGap
            Layout.preferredWidth: Math.max(288, Math.min(384, page.width * 0.26))
            Layout.fillWidth: false
            ImagePlaces { Layout.fillWidth: true; Layout.fillHeight: true; Layout.preferredHeight: 5 }
            ImageReferrers { Layout.fillWidth: true; Layout.fillHeight: true; Layout.preferredHeight: 2 }
        }
    }
}
