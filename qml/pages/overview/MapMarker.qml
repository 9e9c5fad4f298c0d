// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// A region on the map: a ring in its state's colour, and a label that says the same in words.
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
    property Item map: null
    readonly property point spot: map.viewRevision >= 0 ? map.toItem(lon, lat) : Qt.point(0, 0)
    readonly property color ink: Status.color(status)
    readonly property bool primary: role === "primary"

    // The layer of markers reads the size and finds the place.
    readonly property size labelSize: Qt.size(label.width, label.height)
    property point labelAt: Qt.point(0, 22)
    property bool labelShown: true
    onLabelSizeChanged: parent?.placeSoon()
    z: label.activeFocus || ring.containsMouse ? 1 : 0

    x: spot.x
    y: spot.y
    visible: x > -20 && y > -20 && x < map.width + 20 && y < map.height + 20

    Rectangle {
        id: halo
        anchors.centerIn: dot
        width: 28
        height: 28
        radius: 14
        color: Theme.tinted(marker.ink)
        border { width: marker.primary ? 2 : 1; color: Qt.rgba(marker.ink.r, marker.ink.g, marker.ink.b, 0.45) }
    }
    Rectangle {
        id: dot
        x: -6
        y: -6
        width: 12
        height: 12
        radius: 6
        color: marker.ink
        border { width: 2; color: Theme.dark ? "#0b0f17" : "#ffffff" }
    }
    Rectangle {
        visible: marker.primary
        anchors.centerIn: dot
        width: 4
        height: 4
        radius: 2
        color: Theme.dark ? "#0b0f17" : "#ffffff"
    }
    MouseArea {
        id: ring
        anchors.fill: halo
        hoverEnabled: true
        onClicked: label.clicked()
    }
    MarkerLabel {
        id: label
        marker: marker
        x: Math.round(marker.labelAt.x)
        y: Math.round(marker.labelAt.y)
        opacity: marker.labelShown || ring.containsMouse || activeFocus ? 1 : 0
    }
}
