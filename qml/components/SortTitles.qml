// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

// Column titles that sort `table` (sortBy, descending, sortOn); `columns` is a list of {title, share, role, down}. A
// column without a role does not sort; one with `down` begins with the largest.
Item {
    id: header
    property var columns: []
    property var table: null
    readonly property int count: columns.length
    implicitHeight: Theme.row
    Accessible.role: Accessible.Row
    Accessible.name: columns.map(column => column.title).filter(title => title !== "").join(", ")
    Repeater {
        model: header.columns
        T.AbstractButton {
            id: title
            required property var modelData
            required property int index
            readonly property bool sorted: header.table !== null && !!modelData.role && header.table.sortBy === modelData.role
            objectName: "sort-" + (modelData.role || "")
            x: header.columns.slice(0, index).reduce((sum, column) => sum + column.share, 0) * header.width
            width: header.width * modelData.share - 10
            height: header.height
            enabled: !!modelData.role
            focusPolicy: enabled ? Qt.StrongFocus : Qt.NoFocus
            Accessible.role: Accessible.ColumnHeader
            Accessible.name: modelData.title
            Accessible.ignored: modelData.title === ""
            Accessible.description: !sorted ? "" : header.table.descending ? qsTr("sorted, largest first") : qsTr("sorted, smallest first")
            onClicked: header.table.sortOn(modelData.role, modelData.down ? Qt.DescendingOrder : Qt.AscendingOrder)
            Keys.onReturnPressed: clicked()
            Keys.onEnterPressed: clicked()
            background: Item {
                FocusRing {
                    anchors.margins: 1
                    shown: title.visualFocus
                }
            }
            contentItem: Item {
                Label {
                    id: words
                    width: Math.min(implicitWidth, parent.width - (title.sorted ? 16 : 0))
                    height: parent.height
                    text: title.modelData.title
                    color: title.sorted || title.hovered && title.enabled ? Theme.text : Theme.text2
                    font {
                        pixelSize: Theme.small
                        weight: title.sorted ? Font.DemiBold : Font.Normal
                    }
                    Accessible.ignored: true
                }
                Icon {
                    visible: title.sorted
                    anchors {
                        left: words.right
                        leftMargin: 3
                        verticalCenter: parent.verticalCenter
                    }
                    name: header.table && header.table.descending ? "arrow-down" : "arrow-up"
                    color: Theme.accent
                    size: 13
                }
            }
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
