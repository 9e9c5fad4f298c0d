// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

Page {
    title: qsTr("Settings")
    subtitle: qsTr("This console on this machine")
}
