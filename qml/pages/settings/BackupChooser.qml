// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick.Dialogs
import Meridian.App

// Where a backup is written to; one that exists is never written over.
FileDialog {
    title: qsTr("Back up")
    fileMode: FileDialog.SaveFile
    defaultSuffix: "backup"
    nameFilters: [qsTr("Backups (*.backup)")]
    options: FileDialog.DontConfirmOverwrite
    onAccepted: Settings.backUp(selectedFile)
}
