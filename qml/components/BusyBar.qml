// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// Something is under way and nobody knows how long it takes.
Rectangle {
    id: bar
    property bool running: false
    implicitHeight: 3
    radius: 1.5
    clip: true
    color: Theme.surface2
    Accessible.role: Accessible.ProgressBar
    Rectangle {
        id: part
        width: parent.width * 0.3
        height: parent.height
        radius: 1.5
        color: Theme.accent
        // Stands still where motion is reduced.
        NumberAnimation on x  {
            running: bar.running && bar.visible && Theme.quick > 0
            from: -part.width
            to: bar.width
            duration: 1400
            loops: Animation.Infinite
        }
    }
}
