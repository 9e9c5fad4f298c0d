// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// A control of a form with its name above it, and a hint or what is wrong with it below.
ColumnLayout {
    id: form
    property string label
    property string hint
    property string problem
    property string topic // its place in the guide, for F1
    default property alias control: slot.data

    spacing: 6
    Layout.fillWidth: true
    Layout.fillHeight: false
    Layout.alignment: Qt.AlignTop
    Label {
        text: form.label
        visible: text !== ""
        Layout.minimumHeight: Theme.smallLine
        color: Theme.text2
        font {
            pixelSize: Theme.small
            weight: Font.Medium
        }
    }
    ColumnLayout {
        id: slot
        Layout.fillWidth: true
        Layout.fillHeight: false
    }
    Label {
        visible: form.hint !== "" && form.problem === ""
        text: form.hint
        color: Theme.text3
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        verticalAlignment: Text.AlignTop
        Layout.fillWidth: true
    }
    InlineError {
        visible: form.problem !== ""
        text: form.problem
        Layout.fillWidth: true
    }
}
