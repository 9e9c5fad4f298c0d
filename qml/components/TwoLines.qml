// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// A value with a quieter one under it, in the middle of its row.
Column {
    id: pair
    property string upper
    property string lower
    property bool strong: false
    anchors.verticalCenter: parent.verticalCenter
    spacing: 1
    Label {
        width: pair.width
        text: pair.upper
        font.weight: pair.strong ? Font.DemiBold : Font.Normal
        Accessible.ignored: true
    }
    Label {
        width: pair.width
        visible: text !== ""
        text: pair.lower
        color: Theme.text2
        font.pixelSize: Theme.small
        Accessible.ignored: true
    }
}
