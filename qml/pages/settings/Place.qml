// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// A file or folder: its path to take along, and a way to look into it.
FormField {
    id: place
    property string path
    property bool folder: false
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap2
        CodeBlock {
            Layout.fillWidth: true
            text: place.path
            spoken: place.label
        }
        IconButton {
            framed: true
            iconName: "folder-open"
            text: qsTr("Open folder")
            onClicked: Settings.openFolder(place.folder ? place.path : place.path.replace(/\/[^\/]*$/, ""))
        }
    }
}
