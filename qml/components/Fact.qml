// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// A figure under its name.
Column {
    id: fact
    property string label
    property string value
    property color ink: Theme.text
    property int pixelSize: Theme.cardTitle
    visible: value !== ""
    spacing: 2
    Accessible.role: Accessible.StaticText
    Accessible.name: label + ": " + value
    Label {
        text: fact.label
        color: Theme.text2
        font.pixelSize: Theme.small
        Accessible.ignored: true
    }
    Digits {
        text: fact.value
        color: fact.ink
        pixelSize: fact.pixelSize
        weight: Font.DemiBold
        Accessible.ignored: true
    }
}
