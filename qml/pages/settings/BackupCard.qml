// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// What cannot be asked of registries again, and what others need to help.
SettingsCard {
    id: card
    signal backupWanted
    title: qsTr("Backup and support")
    note: qsTr("A backup holds the fleet file, history and trusted certificates, and no secrets. It is put back with meridianctl while nothing runs.")
    GhostButton {
        objectName: "backUp"
        text: qsTr("Back up…")
        onClicked: card.backupWanted()
    }
    CliLine {
        label: qsTr("Put a backup back")
        command: "meridianctl restore FILE"
    }
    CliLine {
        label: qsTr("A text for those who help, without secrets")
        command: "meridianctl support"
    }
}
