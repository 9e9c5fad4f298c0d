// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

RowLayout {
    id: step
    required property var modelData
    readonly property string status: modelData.passed ? "ok" : "failed"
    spacing: Theme.gap2
    Accessible.role: Accessible.StaticText
    Accessible.name: modelData.label + ", " + Status.word(status) + ": " + modelData.text + " " + modelData.advice
    Icon {
        name: Status.icon(step.status)
        color: Status.color(step.status)
        Layout.alignment: Qt.AlignTop
    }
    ColumnLayout {
        spacing: 1
        Label {
            text: step.modelData.label
            font.weight: Font.Medium
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        Label {
            text: step.modelData.text
            visible: text !== ""
            color: Theme.text2
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        Label {
            text: step.modelData.advice
            visible: text !== ""
            color: Theme.warn
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            Layout.fillWidth: true
            Accessible.ignored: true
        }
    }
}
