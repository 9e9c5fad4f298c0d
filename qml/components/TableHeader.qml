// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// Column titles; `columns` is a list of {title, share} and the shares add up to 1.
Item {
    id: header
    property var columns: []
    implicitHeight: Theme.row
    Accessible.role: Accessible.Row
    Accessible.name: columns.map(column => column.title).filter(title => title !== "").join(", ")
    Repeater {
        model: header.columns
        Label {
            required property var modelData
            required property int index
            x: header.columns.slice(0, index).reduce((sum, column) => sum + column.share, 0) * header.width
            width: header.width * modelData.share - 10
            height: header.height
            text: modelData.title
            color: Theme.text2
            font.pixelSize: Theme.small
            Accessible.role: Accessible.ColumnHeader
        }
    }
    Rectangle {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: 1
        color: Theme.hairline
    }
}
