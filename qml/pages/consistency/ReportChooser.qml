// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs

// The desktop's own dialog, in a file of its own: loaded when it is asked for.
FileDialog {
    id: dialog
    signal chosen(url file)
    title: qsTr("Export the report")
    fileMode: FileDialog.SaveFile
    defaultSuffix: "html"
    nameFilters: [qsTr("Web page (*.html)"), qsTr("JSON (*.json)")]
    onAccepted: dialog.chosen(selectedFile)
}
