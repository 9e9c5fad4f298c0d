// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

Page {
    title: qsTr("Activity")
    subtitle: qsTr("Who did what, and when")
}
