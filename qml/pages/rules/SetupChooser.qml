// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs

// The desktop's own dialog, in a file of its own: loaded when it is asked for.
FileDialog {
    id: dialog
    signal chosen(url file)
    title: qsTr("Choose a set-up")
    nameFilters: [qsTr("Set-ups (*.yml *.yaml *.json)"), qsTr("All files (*)")]
    onAccepted: dialog.chosen(selectedFile)
}
