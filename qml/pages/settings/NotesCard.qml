// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

SettingsCard {
    title: qsTr("Notifications")
    Repeater {
        model: Settings.notes.length // not the list: the switch that is used keeps the keyboard
        SettingLine {
            id: line
            required property int index
            readonly property var modelData: Settings.notes[index]
            label: modelData.text
            hint: modelData.hint
            Layout.leftMargin: index > 0 ? Theme.gap4 : 0
            Switch {
                implicitWidth: 34
                objectName: "note-" + line.modelData.kind
                Accessible.name: line.modelData.text
                enabled: line.index === 0 || Settings.notes[0].on
                checked: line.modelData.on
                onToggled: Settings.setNote(line.modelData.kind, checked)
            }
        }
    }
    GhostButton {
        objectName: "tryNote"
        text: qsTr("Try it")
        iconName: "bell"
        onClicked: Notices.tryDesktop()
    }
}
