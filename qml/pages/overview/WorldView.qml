// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Map
import Meridian.Ui

// The map itself: regions and links over the world. Tab goes along the regions and then the links, Enter opens one,
// arrow keys move the map, plus and minus zoom, 0 shows the whole world.
Item {
    id: view
    property int headHeight: 44
    property bool running: true
    property Item head: null
    property alias zoom: world.zoom
    readonly property var flowList: Bridge.flows
    readonly property int hovered: flows.layoutRevision >= 0 && over.hovered ? flows.flowAt(over.point.position.x, over.point.position.y) : -1
    function ink(flow) {
        return flow.health === "warn" ? Theme.warn : flow.health === "bad" ? Theme.bad : flow.health === "idle" ? Theme.offline : Theme.seriesColor(flow.seriesIndex);
    }
    function closer(spot) {
        if (world.zoom > 11)
            Bridge.open("regions");
        else
            world.zoomAt(spot.x, spot.y, 2.5);
    }
    function tap(x, y) {
        const flow = flows.flowAt(x, y);
        Lines.show(flow < 0 ? "" : flowList[flow].key);
    }
    clip: true
    Keys.forwardTo: [world]
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("World map")
    Accessible.description: qsTr("Regions: %1, links: %2. Tab goes along them, Enter opens one, arrow keys move the map, plus and minus zoom, 0 shows all of it.").arg(Bridge.regions.count).arg(flowList.length)

    WorldMap {
        id: world
        objectName: "worldMap"
        anchors.fill: parent
        radius: Theme.radius - 1
        topInset: view.headHeight
        land: Theme.land
        coast: Theme.coast
        graticule: Theme.graticule
        seaTop: Theme.seaTop
        seaBottom: Theme.seaBottom
        onTapped: (x, y) => view.tap(x, y)
        HoverHandler {
            id: over
            cursorShape: view.hovered >= 0 ? Qt.PointingHandCursor : Qt.ArrowCursor
        }
    }
    FlowLayer {
        id: flows
        objectName: "flowLayer"
        anchors.fill: parent
        map: world
        flows: view.flowList.map(flow => Object.assign({
                        "color": view.ink(flow)
                    }, flow))
        current: view.hovered >= 0 ? view.hovered : view.flowList.findIndex(flow => flow.key === Lines.shown)
        running: view.running
        reducedMotion: Appearance.reducedMotion
    }
    MarkerLayer {
        id: markers
        objectName: "markers"
        anchors.fill: parent
        revision: world.viewRevision
        obstacles: view.head ? [facts, buttons, view.head] : [facts, buttons]
        Repeater {
            model: Bridge.regions
            MapMarker {
                map: world
                crowded: markers.crowded
                onCloser: spot => view.closer(spot)
            }
        }
    }
    Item {
        anchors.fill: parent
        Repeater {
            model: Bridge.links
            LinkMark {
                arcs: flows
                pointed: view.hovered === index
            }
        }
    }
    MapFacts {
        id: facts
        upright: view.height < 400
        anchors {
            left: parent.left
            bottom: parent.bottom
            margins: 12
        }
    }
    Column {
        id: buttons
        anchors {
            right: parent.right
            bottom: parent.bottom
            margins: 12
        }
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
