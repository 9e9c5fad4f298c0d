// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

PushButton {
    fill: Theme.surface
}
