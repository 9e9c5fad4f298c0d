// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// A bordered surface; depth comes from the border, since effects vanish in the software renderer.
Rectangle {
    property string spoken
    color: Theme.surface
    radius: Theme.radius
    border {
        width: 1
        color: Theme.border
    }
    Accessible.role: Accessible.Grouping
    Accessible.name: spoken
}
