// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick.Dialogs
import Meridian.App

// Where the lines on show are written to.
FileDialog {
    id: chooser
    property string format: "csv"
    function ask(kind) {
        format = kind;
        open();
    }
    title: qsTr("Export activity")
    fileMode: FileDialog.SaveFile
    defaultSuffix: format
    nameFilters: format === "csv" ? [qsTr("Tables (*.csv)")] : [qsTr("JSON (*.json)")]
    onAccepted: Activity.exportTo(selectedFile, format)
}
