// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
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

    ImageEmpty {
        anchors.centerIn: parent
        width: 460
        visible: !page.image.known
    }
    // Made when there is something to show: what changes its width in a hidden layout does not get it.
    Loader {
        anchors.fill: parent
        active: page.image.known
        sourceComponent: content
    }
    Component {
        id: content
        ImageContent {
        }
    }
}
