// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Where does what move, is it healthy, and what needs a hand: the start page.
Page {
    id: page
    readonly property bool roomy: height > 720
    title: qsTr("Global overview")
    subtitle: Bridge.subtitle
    actionText: qsTr("Sync now")
    actionIcon: "refresh-cw"
    actionEnabled: Bridge.rules.count > 0
    onActed: Bridge.syncAll()

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.cardGap
        KpiRow {
            Layout.fillWidth: true
        }
        RowLayout {
            spacing: Theme.cardGap
            Layout.fillWidth: true
            Layout.fillHeight: true
            ColumnLayout {
                spacing: Theme.cardGap
                Layout.fillWidth: true
                Layout.fillHeight: true
                MapCard {
                    id: map
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
                Card {
                    visible: map.onMap && Bridge.regions.count > 0
                    spoken: qsTr("Regions")
                    Layout.fillWidth: true
                    Layout.preferredHeight: regions.heightFor(page.roomy ? Math.max(5, Math.floor(page.height / 140)) : 4)
                    RegionTable { id: regions; anchors.fill: parent }
                }
            }
            ColumnLayout {
                spacing: Theme.cardGap
                Layout.preferredWidth: page.width > 1180 ? Theme.rightColumn : 330
                Layout.maximumWidth: Layout.preferredWidth
                Layout.fillHeight: true
                Loader {
                    active: Lines.shown !== ""
                    visible: active
                    sourceComponent: LinkPanel {}
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
                ThroughputCard {
                    visible: Lines.shown === ""
                    Layout.fillWidth: true
                    Layout.preferredHeight: page.roomy ? Math.max(272, page.height * 0.28) : 226
                }
                JobsCard {
                    visible: Lines.shown === ""
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
            }
        }
    }
}
