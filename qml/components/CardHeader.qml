// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// Title line of a card, with room for controls at its right end.
RowLayout {
    property string title
    property string note
    property string aside
    default property alias controls: right.data

    spacing: Theme.gap2
    Label {
        text: parent.title
        font {
            pixelSize: Theme.cardTitle
            weight: Font.DemiBold
        }
        Accessible.role: Accessible.Heading
    }
    Label {
        text: parent.note
        color: Theme.text2
        font.pixelSize: Theme.small
        Layout.fillWidth: true
        Layout.minimumWidth: 0
    }
    Label {
        text: parent.aside
        visible: text !== ""
        color: Theme.text2
        font.pixelSize: Theme.small
    }
    RowLayout {
        id: right
        visible: children.length > 0
        spacing: Theme.gap2
    }
}
