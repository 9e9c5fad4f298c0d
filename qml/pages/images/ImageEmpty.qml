// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Why there is no image to show, and what to do about it.
ColumnLayout {
    id: empty
    readonly property var image: Catalog.image
    readonly property bool failed: image.error !== ""
    objectName: "imageEmpty"
    spacing: Theme.gap3
    BusyBar {
        visible: empty.image.busy
        running: visible
        Layout.alignment: Qt.AlignHCenter
        Layout.preferredWidth: 220
        Accessible.name: qsTr("Asking the regions")
    }
    EmptyState {
        visible: !empty.image.busy
        Layout.fillWidth: true
        iconName: empty.failed ? "triangle-alert" : "layers"
        title: empty.failed ? qsTr("The image could not be read") : Catalog.repositories.regions === 0 ? qsTr("No registries yet") : empty.image.nowhere ? qsTr("No region has this image") : qsTr("No image chosen")
        text: empty.failed ? empty.image.error : Catalog.repositories.regions === 0 ? qsTr("Images are found in the registries of the regions. Add a region first.") : empty.image.nowhere ? qsTr("%1 was deleted, or its name is another. The page Images lists what there is.").arg(empty.image.ref) : qsTr("Choose one on the page Images.")
        actionIcon: empty.failed ? "refresh-cw" : "layers"
        actionText: empty.failed ? qsTr("Try again") : qsTr("Images")
        onAction: empty.failed ? empty.image.refresh() : Bridge.open("images", empty.image.repository)
    }
}
