// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Map
import Meridian.Ui

// The fleet on the map: who sends to whom, how fast, and who is behind.
Card {
    id: card
    readonly property int headHeight: 44
    property bool paused: false
    readonly property var legend: ["insync", "syncing", "drift", "failed", "offline"]
    spoken: qsTr("Live sync map")
    clip: true

    Item {
        id: sea
        anchors { fill: parent; margins: 1 }
        clip: true
        WorldMap {
            id: world
            anchors.fill: parent
            radius: Theme.radius - 1
            topInset: card.headHeight
            land: Theme.land
            coast: Theme.coast
            graticule: Theme.graticule
            seaTop: Theme.seaTop
            seaBottom: Theme.seaBottom
        }
        FlowLayer {
            anchors.fill: parent
            map: world
            flows: Bridge.flows.map(flow => Object.assign({ color: Theme.seriesColor(flow.seriesIndex) }, flow))
            running: !card.paused
            reducedMotion: Appearance.reducedMotion
        }
        MarkerLayer {
            anchors.fill: parent
            revision: world.viewRevision
            obstacles: [facts, zoom, head]
            Repeater {
                model: Bridge.regions
                MapMarker { map: world }
            }
        }
        MapFacts {
            id: facts
            anchors { left: parent.left; bottom: parent.bottom; margins: 12 }
        }
        Column {
            id: zoom
            anchors { right: parent.right; bottom: parent.bottom; margins: 12 }
            spacing: 6
            IconButton {
                framed: true
                iconName: "plus"
                text: qsTr("Zoom in")
                onClicked: world.zoomAt(world.width / 2, world.height / 2, 1.5)
            }
            IconButton {
                framed: true
                iconName: "minus"
                text: qsTr("Zoom out")
                onClicked: world.zoomAt(world.width / 2, world.height / 2, 1 / 1.5)
            }
            IconButton {
                framed: true
                iconName: "maximize"
                text: qsTr("Show the whole world")
                onClicked: world.fit()
            }
        }
    }
    Card {
        anchors.centerIn: parent
        visible: Bridge.regions.count === 0
        width: start.implicitWidth + 64
        height: start.implicitHeight + 40
        EmptyState {
            id: start
            anchors.centerIn: parent
            iconName: "server"
            title: qsTr("No regions yet")
            text: qsTr("Add the registries that take part, and they appear on the map.")
            actionText: qsTr("Add region")
            onAction: Bridge.page = "regions"
        }
    }
    RowLayout {
        id: head
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: 16; rightMargin: 10 }
        height: card.headHeight
        spacing: 14
        Label {
            text: card.spoken
            font { pixelSize: Theme.cardTitle; weight: Font.DemiBold }
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
        Item { Layout.fillWidth: true }
        Repeater {
            model: card.legend
            StatusPill {
                required property string modelData
                plain: true
                status: modelData
                visible: card.width > 620
            }
        }
        Rectangle { implicitWidth: 1; implicitHeight: 16; color: Theme.border }
        IconButton {
            objectName: "pause"
            iconName: card.paused ? "play" : "pause"
            text: card.paused ? qsTr("Resume motion") : qsTr("Pause motion")
            onClicked: card.paused = !card.paused
        }
    }
}
