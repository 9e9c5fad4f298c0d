// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// A group of settings under its name.
Card {
    id: card
    property string title
    property string note
    default property alias body: column.data
    spoken: title
    implicitHeight: column.implicitHeight + 2 * Theme.gap4
    ColumnLayout {
        id: column
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: Theme.gap4
        }
        spacing: Theme.gap3
        Label {
            text: card.title
            font {
                pixelSize: Theme.cardTitle
                weight: Font.DemiBold
            }
            Accessible.role: Accessible.Heading
        }
        Label {
            visible: text !== ""
            text: card.note
            color: Theme.text2
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            Layout.fillWidth: true
        }
    }
}
