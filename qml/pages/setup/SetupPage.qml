// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

Page {
    title: qsTr("Set up")
    subtitle: qsTr("From the first registry to the first sync")
}
