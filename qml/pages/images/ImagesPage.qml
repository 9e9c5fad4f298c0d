// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

Page {
    title: qsTr("Images")
    subtitle: qsTr("Every repository of the fleet, and where its tags are")
}
