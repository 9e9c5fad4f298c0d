// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// The rule as the fleet file holds it, and the command that runs it.
ColumnLayout {
    id: preview
    property string json
    property string cli
    spacing: Theme.gap2
    Layout.fillHeight: false
    SectionTitle {
        text: qsTr("In the fleet file")
    }
    CodeBlock {
        Layout.fillWidth: true
        text: preview.json
        spoken: qsTr("In the fleet file")
    }
    SectionTitle {
        text: qsTr("On the command line")
        Layout.topMargin: Theme.gap2
    }
    CodeBlock {
        Layout.fillWidth: true
        text: preview.cli
        spoken: qsTr("On the command line")
    }
}
