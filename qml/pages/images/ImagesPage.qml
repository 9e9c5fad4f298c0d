// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// Every repository of the fleet, and the tags of one in all regions.
Page {
    id: page
    readonly property var repositories: Catalog.repositories
    readonly property bool empty: repositories.rows.total === 0
    title: qsTr("Images")
    subtitle: empty ? qsTr("Every repository of the fleet, and where its tags are") : qsTr("%1 repositories in %2 regions").arg(repositories.rows.total.toLocaleString(Qt.locale(), "f", 0)).arg(repositories.regions)
    actionText: qsTr("Prewarm")
    actionIcon: "flame"
    actionEnabled: repositories.regions > 1
    onActed: Prewarm.open(table.currentRef)

    EmptyState {
        objectName: "imagesEmpty"
        anchors.centerIn: parent
        width: 460
        visible: page.repositories.regions === 0
        iconName: "layers"
        title: qsTr("No registries yet")
        text: qsTr("Images are found in the registries of the regions. Add a region first.")
        actionText: qsTr("Add region")
        onAction: Bridge.open("regions")
    }
    CatalogueList {
        id: list
        visible: page.repositories.regions > 0
        anchors {
            left: parent.left
            top: parent.top
            bottom: parent.bottom
        }
        width: Math.max(272, Math.min(380, parent.width * 0.235))
    }
    TagTable {
        id: table
        visible: list.visible
        anchors {
            left: list.right
            right: parent.right
            top: parent.top
            bottom: parent.bottom
            leftMargin: Theme.cardGap
        }
    }
}
