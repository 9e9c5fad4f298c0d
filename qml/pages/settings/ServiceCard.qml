// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// meridiand, which works on the fleet while no console is open.
SettingsCard {
    title: qsTr("Background service")
    note: qsTr("While the console is open it keeps to schedules itself. meridiand does so all the time, also when nobody is logged in.")
    RowLayout {
        spacing: Theme.gap2
        Layout.fillWidth: true
        Icon {
            name: Status.icon(Settings.service.tone === "offline" ? "idle" : Settings.service.tone)
            color: Status.color(Settings.service.tone)
        }
        Label {
            objectName: "serviceState"
            text: Settings.service.text
            font.weight: Font.Medium
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
        IconButton {
            iconName: "refresh-cw"
            iconSize: 16
            text: qsTr("Look again")
            onClicked: Settings.lookAgain()
        }
    }
    Label {
        visible: text !== ""
        text: Settings.service.hint
        color: Theme.text2
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        Layout.fillWidth: true
    }
    Label {
        objectName: "serviceWarning"
        visible: text !== ""
        text: Settings.service.busy || Settings.service.warning || ""
        color: Settings.service.busy ? Theme.text2 : Theme.warn
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        Layout.fillWidth: true
    }
    InlineError {
        objectName: "serviceProblem"
        visible: text !== ""
        text: Settings.service.problem || ""
        Layout.fillWidth: true
    }
    GhostButton {
        objectName: "serviceOffer"
        visible: text !== ""
        enabled: !Settings.service.busy
        text: Settings.service.offer || ""
        onClicked: Settings.moveWork()
    }
    Repeater {
        model: Settings.service.commands
        CliLine {
            required property var modelData
            label: modelData.label
            command: modelData.text
        }
    }
}
