// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// A region on the map: a ring in its state's colour, and a label that says the same in words. Where others would
// cover it, one stands for all of them with their number, until the map is zoomed in.
Item {
    id: marker
    required property string regionId
    required property string name
    required property string role
    required property string status
    required property string statusWord
    required property string rateText
    required property real lat
    required property real lon
    required property real weight
    property Item map: null
    property bool crowded: false
    readonly property point spot: map.viewRevision >= 0 ? map.toItem(lon, lat) : Qt.point(0, 0)
    readonly property color ink: Status.color(status)
    readonly property bool primary: role === "primary"
    readonly property string spokenOthers: others.length === 0 ? "" : ", " + qsTr("and at the same place %1").arg(others.join(", "))

    // The layer of markers reads size and weight and finds the place.
    readonly property size labelSize: Qt.size(label.width, label.height)
    property point labelAt: Qt.point(0, 22)
    property bool labelShown: true
    property bool gathered: false
    property var others: []
    onLabelSizeChanged: parent?.placeSoon()
    onWeightChanged: parent?.placeSoon()
    signal closer(point spot)
    function open() {
        if (others.length > 0)
            closer(spot);
        else
            Bridge.open("region", regionId);
    }
    z: label.activeFocus || ring.containsMouse ? 2 : others.length > 0 ? 1 : 0

    x: spot.x
    y: spot.y
    visible: !gathered && x > -20 && y > -20 && x < map.width + 20 && y < map.height + 20

    Rectangle {
        id: halo
        anchors.centerIn: dot
        width: marker.crowded ? 20 : 28
        height: width
        radius: width / 2
        color: Theme.tinted(marker.ink)
        border {
            width: marker.primary ? 2 : 1
            color: Qt.rgba(marker.ink.r, marker.ink.g, marker.ink.b, 0.45)
        }
    }
    Rectangle {
        id: dot
        x: -width / 2
        y: -width / 2
        width: marker.others.length > 0 ? 20 : 12
        height: width
        radius: width / 2
        color: marker.ink
        border {
            width: 2
            color: Theme.bg
        }
    }
    Rectangle {
        visible: marker.primary && marker.others.length === 0
        anchors.centerIn: dot
        width: 4
        height: 4
        radius: 2
        color: Theme.bg
    }
    Label {
        visible: marker.others.length > 0
        anchors.centerIn: dot
        text: marker.others.length + 1
        color: Theme.bg
        font {
            pixelSize: Theme.caption
            weight: Font.Bold
        }
        Accessible.ignored: true
    }
    MouseArea {
        id: ring
        anchors.fill: halo
        hoverEnabled: true
        cursorShape: Qt.PointingHandCursor
        onClicked: marker.open()
    }
    MarkerLabel {
        id: label
        objectName: "marker-" + marker.regionId
        marker: marker
        x: Math.round(marker.labelAt.x)
        y: Math.round(marker.labelAt.y)
        opacity: marker.labelShown || ring.containsMouse || activeFocus ? 1 : 0
    }
}
