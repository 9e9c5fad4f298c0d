// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// Shown around the control that has the keyboard.
Rectangle {
    property bool shown: parent && parent.visualFocus === true
    anchors.fill: parent
    anchors.margins: -3
    radius: Theme.radiusField + 3
    color: "transparent"
    border {
        width: 2
        color: Theme.accent
    }
    visible: shown
}
