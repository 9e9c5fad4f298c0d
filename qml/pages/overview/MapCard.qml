// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// The fleet on the map: who sends to whom, how fast, and who is behind. The same facts stand in two tables, for those
// who do not see it and for fleets that are too large for it.
Card {
    id: card
    readonly property int headHeight: 44
    readonly property bool onMap: mode === "map"
    property string mode: "map"
    property bool paused: false
    readonly property var legend: ["insync", "syncing", "drift", "failed", "offline"]
    spoken: qsTr("Live sync map")
    clip: true

    WorldView {
        anchors {
            fill: parent
            margins: 1
        }
        visible: card.onMap
        headHeight: card.headHeight
        head: head
        running: !card.paused
    }
    Loader {
        anchors {
            fill: parent
            topMargin: card.headHeight
        }
        active: !card.onMap
        sourceComponent: card.mode === "links" ? links : regions
    }
    Component {
        id: regions
        RegionTable {
        }
    }
    Component {
        id: links
        LinkTable {
        }
    }
    Card {
        anchors.centerIn: parent
        visible: Bridge.regions.count === 0
        width: start.implicitWidth + 64
        height: start.implicitHeight + 40
        EmptyState {
            id: start
            objectName: "noRegions"
            anchors.centerIn: parent
            iconName: "globe"
            title: qsTr("No regions yet")
            text: qsTr("The guided set-up finds your registries, asks what to mirror and runs the first sync with you.")
            actionText: qsTr("Set up a mirror")
            actionIcon: "arrow-right"
            onAction: Bridge.open("setup")
        }
    }
    RowLayout {
        id: head
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: 16
            rightMargin: 10
        }
        height: card.headHeight
        spacing: 14
        Label {
            text: card.spoken
            font {
                pixelSize: Theme.cardTitle
                weight: Font.DemiBold
            }
            Accessible.role: Accessible.Heading
        }
        Row {
            spacing: 6
            Rectangle {
                width: 7
                height: 7
                radius: 3.5
                anchors.verticalCenter: parent.verticalCenter
                color: Bridge.live && !card.paused ? Theme.ok : Theme.offline
            }
            Label {
                text: card.paused ? qsTr("Motion paused") : Bridge.live ? qsTr("Live") : qsTr("Engine stopped")
                color: Theme.text2
                font.pixelSize: Theme.small
            }
        }
        TabStrip {
            objectName: "mapModes"
            visible: Bridge.regions.count > 0
            spoken: qsTr("Show the fleet as")
            tabs: [{
                    "key": "map",
                    "label": qsTr("Map")
                }, {
                    "key": "regions",
                    "label": qsTr("Regions")
                }, {
                    "key": "links",
                    "label": qsTr("Links")
                }]
            current: card.mode
            onChosen: key => card.mode = key
        }
        Item {
            Layout.fillWidth: true
        }
        Repeater {
            model: card.legend
            StatusPill {
                required property string modelData
                plain: true
                status: modelData
                visible: card.width > 780 && card.onMap
            }
        }
        Rectangle {
            implicitWidth: 1
            implicitHeight: 16
            color: Theme.border
            visible: card.onMap && card.width > 780
        }
        IconButton {
            objectName: "pause"
            visible: card.onMap
            iconName: card.paused ? "play" : "pause"
            text: card.paused ? qsTr("Resume motion") : qsTr("Pause motion")
            onClicked: card.paused = !card.paused
        }
    }
}
