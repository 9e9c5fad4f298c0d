// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// One region in depth: how it stands, what holds it back and what helps, what it may be asked, and how its day went.
Page {
    id: page
    readonly property string regionId: Bridge.page === "region" ? Bridge.subject : ""
    readonly property var region: Lines.region
    readonly property bool found: region.found === true
    readonly property color ink: Theme.seriesColor(region.seriesIndex || 0)
    title: found ? region.name : qsTr("Region")
    subtitle: found ? region.roleText + " · " + region.url : ""
    actionText: found && region.targetOf > 0 ? qsTr("Sync to here") : ""
    actionIcon: "refresh-cw"
    onActed: Lines.syncTo(regionId)
    onRegionIdChanged: look()
    Component.onCompleted: look()
    function look() {
        if (regionId === "")
            return;
        Bridge.cancelTest();
        Bridge.showProfile(regionId);
    }
    readonly property var deeds: ({
            "edit": () => editor.edit(regionId),
            "check": () => Bridge.testRegion(Bridge.regionMap(regionId)),
            "sync": () => Lines.syncTo(regionId)
        })
    function act(what) {
        if (deeds[what])
            deeds[what]();
    }

    EmptyState {
        anchors.centerIn: parent
        visible: !page.found
        iconName: "server"
        title: qsTr("There is no such region")
        text: qsTr("It may have been removed or been given another id.")
        actionText: qsTr("All regions")
        actionIcon: "arrow-right"
        onAction: Bridge.open("regions")
    }
    Flickable {
        id: flick
        objectName: "regionFlick"
        anchors {
            fill: parent
            rightMargin: -12
        }
        visible: page.found
        contentHeight: body.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {
        }
        ColumnLayout {
            id: body
            width: flick.width - 12
            spacing: Theme.cardGap
            RegionHead {
                Layout.fillWidth: true
                region: page.region
                onAsked: what => page.act(what)
                onRemoval: remover.ask(page.regionId, page.region.name)
            }
            RowLayout {
                spacing: Theme.cardGap
                ColumnLayout {
                    Layout.alignment: Qt.AlignTop
                    Layout.fillWidth: true
                    spacing: Theme.cardGap
                    RegionDay {
                        Layout.fillWidth: true
                        ink: page.ink
                    }
                    RegionLinks {
                        Layout.fillWidth: true
                    }
                    RegionJobs {
                        Layout.fillWidth: true
                    }
                }
                ColumnLayout {
                    Layout.alignment: Qt.AlignTop
                    Layout.preferredWidth: 420
                    Layout.fillWidth: false
                    spacing: Theme.cardGap
                    FactCard {
                        Layout.fillWidth: true
                        title: qsTr("Budgets")
                        facts: page.region.budgets || []
                    }
                    FactCard {
                        Layout.fillWidth: true
                        visible: facts.length > 0
                        title: qsTr("Bandwidth windows")
                        facts: page.region.windows || []
                    }
                    RegionRules {
                        Layout.fillWidth: true
                        rules: page.region.rules || []
                    }
                    RegionAbility {
                        Layout.fillWidth: true
                        regionId: page.regionId
                    }
                }
            }
        }
    }
    RegionEditor {
        id: editor
        onRemoval: (id, name) => remover.ask(id, name)
    }
    RegionRemover {
        id: remover
        onRemoved: {
            editor.close();
            Bridge.open("regions");
        }
    }
}
