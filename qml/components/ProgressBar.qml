// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

T.ProgressBar {
    id: bar
    property color color: Theme.accent
    implicitHeight: 5
    implicitWidth: 120
    background: Rectangle {
        radius: height / 2
        color: Theme.surface2
    }
    contentItem: Item {
        Rectangle {
            width: Math.max(bar.visualPosition > 0 ? height : 0, bar.visualPosition * parent.width)
            height: parent.height
            radius: height / 2
            color: bar.color
        }
    }
    Accessible.name: Math.round(visualPosition * 100) + " %"
}
