// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

SettingsCard {
    title: qsTr("About Meridian")
    Repeater {
        model: Settings.about
        RowLayout {
            id: fact
            required property var modelData
            Layout.fillWidth: true
            Accessible.role: Accessible.StaticText
            Accessible.name: modelData.name + ": " + modelData.value
            Label {
                text: fact.modelData.name
                color: Theme.text2
                Layout.preferredWidth: 130
                Accessible.ignored: true
            }
            Label {
                text: fact.modelData.value
                Layout.fillWidth: true
                wrapMode: Text.Wrap
                elide: Text.ElideNone
                Accessible.ignored: true
            }
        }
    }
    CliLine {
        label: qsTr("Help in a terminal")
        command: "meridianctl --help"
    }
}
