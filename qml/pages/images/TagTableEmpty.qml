// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// Why no tags stand in the table, and what to do about it.
EmptyState {
    readonly property bool filtered: Catalog.tags.total > 0
    objectName: "tagsEmpty"
    iconName: filtered ? "search" : "layers"
    title: filtered ? qsTr("No tag fits") : Catalog.repository === "" ? qsTr("No repository chosen") : qsTr("No tags here")
    text: filtered ? qsTr("Search for less, or show all tags.") : Catalog.repository === "" ? qsTr("Choose a repository on the left.") : qsTr("No region that answered has a tag in this repository.")
    actionIcon: "x"
    actionText: filtered ? qsTr("Show all tags") : ""
    onAction: {
        Catalog.tags.filter = "";
        Catalog.tags.only = "";
    }
}
