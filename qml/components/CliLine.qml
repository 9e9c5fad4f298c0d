// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// A command that does the same in a terminal, to take along.
FormField {
    id: line
    property string command
    label: qsTr("The same in a terminal")
    visible: command !== ""
    CodeBlock {
        Layout.fillWidth: true
        text: line.command
        spoken: line.label
    }
}
