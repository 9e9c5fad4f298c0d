// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The registries of the fleet: add, change, remove, and find out why one does not answer.
Page {
    id: page
    title: qsTr("Regions")
    subtitle: qsTr("Registries that take part, and where they stand")
    actionText: qsTr("Add region")
    actionIcon: "plus"
    onActed: editor.create()

    Card {
        anchors { left: parent.left; right: parent.right; top: parent.top }
        height: Math.min(parent.height, list.count > 0 ? header.height + list.contentHeight + 12 : 320)
        spoken: page.title
        TableHeader {
            id: header
            visible: list.count > 0
            anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: 16; rightMargin: 16; topMargin: 2 }
            columns: [
                { title: qsTr("Region"), share: 0.19 }, { title: qsTr("Role"), share: 0.08 },
                { title: qsTr("Registry"), share: 0.25 }, { title: qsTr("Status"), share: 0.25 },
                { title: qsTr("Consistency"), share: 0.10 }, { title: "", share: 0.13 }
            ]
        }
        ListView {
            id: list
            objectName: "regions"
            anchors { left: header.left; right: header.right; top: header.bottom; bottom: parent.bottom; bottomMargin: 6; rightMargin: -13 }
            clip: true
            model: Bridge.regions
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.Table
            Accessible.name: page.title
            T.ScrollBar.vertical: ScrollBar {}
            delegate: RegionRow {
                width: header.width
                columns: header.columns
                last: index === list.count - 1
                onClicked: editor.edit(regionId)
                onRemoval: remover.ask(regionId, name)
                onProfile: knowledge.show(regionId, name)
                onTest: editor.edit(regionId, true)
            }
        }
        EmptyState {
            anchors.centerIn: parent
            width: parent.width - 80
            visible: list.count === 0
            iconName: "server"
            title: qsTr("No regions yet")
            text: qsTr("A region is a registry with a place on the map. Add the one that you push to first, then those that should hold a copy.")
            actionText: qsTr("Add region")
            onAction: editor.create()
        }
    }
    RegionEditor {
        id: editor
        onRemoval: (id, name) => remover.ask(id, name)
    }
    RegionProfile { id: knowledge }
    RegionRemover {
        id: remover
        onRemoved: editor.close()
    }
}
