// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// A setting: its name at the left, what sets it at the right. By anchors: layouts in layouts lose the height of wrapped text.
Item {
    id: line
    property string label
    property string hint
    default property alias control: slot.data
    implicitHeight: Math.max(words.implicitHeight, slot.implicitHeight)
    Layout.fillWidth: true
    Column {
        id: words
        anchors {
            left: parent.left
            right: slot.left
            rightMargin: Theme.gap3
            verticalCenter: parent.verticalCenter
        }
        spacing: 1
        Label {
            width: words.width
            text: line.label
            wrapMode: Text.Wrap
            elide: Text.ElideNone
        }
        Label {
            width: words.width
            visible: text !== ""
            text: line.hint
            color: Theme.text3
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            elide: Text.ElideNone
        }
    }
    RowLayout {
        id: slot
        anchors {
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
    }
}
