// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

Label {
    font {
        pixelSize: Theme.body
        weight: Font.DemiBold
    }
    Accessible.role: Accessible.Heading
}
