// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

SettingsCard {
    title: qsTr("Where things are")
    note: Bridge.offline ? qsTr("The demo fleet lives in memory; nothing of it is kept.") : ""
    Place {
        visible: Bridge.fleetFile !== ""
        label: qsTr("Fleet file")
        path: Bridge.fleetFile
        hint: qsTr("Regions and rules. May be edited with any editor and kept in Git; never holds a secret.")
    }
    Place {
        visible: Settings.stateFolder !== ""
        label: Settings.stateSize === "" ? qsTr("State folder") : qsTr("State folder, %1").arg(Settings.stateSize)
        path: Settings.stateFolder
        hint: qsTr("History, journal of jobs, and what was pulled and not written yet.")
        folder: true
    }
}
