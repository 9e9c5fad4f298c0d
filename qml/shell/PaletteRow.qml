// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// One answer of the palette.
TableRow {
    id: row
    required property int index
    required property string kindText
    required property string title
    required property string markedTitle
    required property string detail
    required property string iconName
    required property string shortcut
    required spoken
    objectName: "paletteRow-" + index
    implicitHeight: Math.max(40, line.implicitHeight + 8)
    inset: 0
    last: true
    focusPolicy: Qt.NoFocus
    contentItem: RowLayout {
        id: line
        spacing: 10
        Icon {
            Layout.leftMargin: 10
            name: row.iconName
            color: row.current ? Theme.accent : Theme.text2
        }
        Text {
            text: row.markedTitle
            textFormat: Text.StyledText
            color: Theme.text
            font.pixelSize: Theme.body
            elide: Text.ElideRight
            maximumLineCount: 1
            Layout.maximumWidth: 400
            Accessible.ignored: true
        }
        Label {
            text: row.detail
            color: Theme.text3
            font.pixelSize: Theme.small
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        KeyHint {
            text: row.shortcut
        }
        Label {
            text: row.kindText
            color: Theme.text3
            font.pixelSize: Theme.small
            horizontalAlignment: Text.AlignRight
            Layout.minimumWidth: 64
            Layout.rightMargin: 10
            Accessible.ignored: true
        }
    }
}
