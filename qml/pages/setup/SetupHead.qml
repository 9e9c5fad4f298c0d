// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// The question of a step.
ColumnLayout {
    id: head
    property string title
    property string text
    spacing: Theme.gap1
    Layout.fillWidth: true
    Layout.fillHeight: false
    Label {
        text: head.title
        font {
            pixelSize: Theme.pageTitle
            weight: Font.DemiBold
        }
        wrapMode: Text.Wrap
        Layout.fillWidth: true
        Accessible.role: Accessible.Heading
    }
    Label {
        visible: text !== ""
        text: head.text
        color: Theme.text2
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
}
