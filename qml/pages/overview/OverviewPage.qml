// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Where does what move, is it healthy, and what needs a hand: the start page.
Page {
    id: page
    // Sizes of cards that hang on the page's: set once a resize is over, since Qt 6.4's layouts overlook hints that
    // change while they arrange.
    property bool roomy: true
    property bool wide: true
    property int tableRows: 5
    property int chartHeight: 272
    onWidthChanged: Qt.callLater(measure)
    onHeightChanged: Qt.callLater(measure)
    function measure() {
        roomy = height > 720;
        wide = width > 1180;
        tableRows = roomy ? Math.max(5, Math.floor(height / 140)) : 4;
        chartHeight = roomy ? Math.max(272, height * 0.28) : 226;
    }
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
                    Layout.preferredHeight: regions.heightFor(page.tableRows)
                    RegionTable {
                        id: regions
                        anchors.fill: parent
                    }
                }
            }
            ColumnLayout {
                spacing: Theme.cardGap
                Layout.preferredWidth: page.wide ? Theme.rightColumn : 330
                Layout.fillWidth: false
                Layout.fillHeight: true
                Loader {
                    active: Lines.shown !== ""
                    visible: active
                    sourceComponent: LinkPanel {
                    }
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
                ThroughputCard {
                    visible: Lines.shown === ""
                    Layout.fillWidth: true
                    Layout.preferredHeight: page.chartHeight
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
