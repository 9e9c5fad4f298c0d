// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// At most one on a page.
PushButton {
    fill: Theme.primary
    fillHover: Theme.primaryHover
    ink: Theme.primaryInk
    line: "transparent"
}
