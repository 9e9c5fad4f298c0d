// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The registries of the fleet: find, add, change, remove, and see which one needs a hand. A row opens its region.
Page {
    id: page
    readonly property bool any: Lines.regions.total > 0
    title: qsTr("Regions")
    subtitle: qsTr("Registries that take part, and where they stand")
    actionText: qsTr("Add region")
    actionIcon: "plus"
    onActed: editor.create()

    RegionFilter {
        id: filter
        visible: page.any
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
        }
        onDown: list.forceActiveFocus()
    }
    Card {
        anchors {
            left: parent.left
            right: parent.right
            top: page.any ? filter.bottom : parent.top
            topMargin: page.any ? Theme.gap3 : 0
        }
        height: Math.min(parent.height - y, list.count > 0 ? header.height + list.contentHeight + 12 : 320)
        spoken: page.title
        SortHeader {
            id: header
            visible: page.any
            rows: Lines.regions
            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                leftMargin: 16
                rightMargin: 16
                topMargin: 2
            }
            columns: [{
                    "title": qsTr("Region"),
                    "share": 0.19,
                    "key": "name"
                }, {
                    "title": qsTr("Role"),
                    "share": 0.08,
                    "key": "roleText"
                }, {
                    "title": qsTr("Registry"),
                    "share": 0.25,
                    "key": "url"
                }, {
                    "title": qsTr("Status"),
                    "share": 0.25,
                    "key": "rank",
                    "down": true
                }, {
                    "title": qsTr("Consistency"),
                    "share": 0.10,
                    "key": "consistency"
                }, {
                    "title": "",
                    "share": 0.13
                }]
        }
        ListView {
            id: list
            objectName: "regions"
            anchors {
                left: header.left
                right: header.right
                top: header.bottom
                bottom: parent.bottom
                bottomMargin: 6
                rightMargin: -13
            }
            clip: true
            model: Lines.regions
            boundsBehavior: Flickable.StopAtBounds
            keyNavigationEnabled: true
            Accessible.role: Accessible.Table
            Accessible.name: page.title
            T.ScrollBar.vertical: ScrollBar {
            }
            delegate: RegionRow {
                width: header.width
                columns: header.columns
                last: index === list.count - 1
                chosen: ListView.isCurrentItem
                current: chosen && activeFocus
                onActiveFocusChanged: if (activeFocus)
                    list.currentIndex = index
                onClicked: Bridge.open("region", regionId)
                onEdited: editor.edit(regionId)
                onRemoval: remover.ask(regionId, name)
                onProfile: knowledge.show(regionId, name)
                onTest: editor.edit(regionId, true)
            }
        }
        EmptyState {
            anchors.centerIn: parent
            width: parent.width - 80
            visible: !page.any
            iconName: "server"
            title: qsTr("No regions yet")
            text: qsTr("A region is a registry with a place on the map. The guided set-up finds them with you and tests each one.")
            actionText: qsTr("Set up a mirror")
            actionIcon: "arrow-right"
            onAction: Bridge.open("setup")
        }
        EmptyState {
            anchors.centerIn: parent
            width: parent.width - 80
            visible: page.any && list.count === 0
            iconName: "search"
            title: qsTr("No region matches")
            text: qsTr("None of the regions is what the filter asks for.")
            actionText: qsTr("Show all regions")
            actionIcon: "x"
            onAction: Lines.regions.clearFilter()
        }
    }
    RegionEditor {
        id: editor
        onRemoval: (id, name) => remover.ask(id, name)
    }
    RegionProfile {
        id: knowledge
    }
    RegionRemover {
        id: remover
        onRemoved: editor.close()
    }
}
