// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

T.ScrollBar {
    id: control
    implicitWidth: 10
    implicitHeight: 10
    padding: 2
    visible: size < 1
    minimumSize: 0.08
    contentItem: Rectangle {
        radius: 3
        color: control.pressed || control.hovered ? Theme.text3 : Theme.borderStrong
    }
}
