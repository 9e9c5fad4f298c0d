// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// Three figures of the moment; one that is not known is not shown. Upright where the map is low: it stands on the
// Pacific then, and not on South America.
Rectangle {
    id: facts
    property bool upright: false
    width: row.implicitWidth + 28
    height: row.implicitHeight + 14
    radius: Theme.radiusField
    color: Theme.floating
    border {
        width: 1
        color: Theme.border
    }
    Grid {
        id: row
        anchors.centerIn: parent
        columns: facts.upright ? 1 : 3
        columnSpacing: 18
        rowSpacing: 5
        Figure {
            label: qsTr("Outbound now")
            value: Bridge.outboundText
        }
        Figure {
            label: qsTr("Active transfers")
            value: String(Bridge.activeTransfers)
        }
        Figure {
            label: qsTr("Largest lag")
            value: Bridge.largestLagText
        }
    }

    component Figure: Fact {
        pixelSize: Theme.body
        spacing: 1
    }
}
