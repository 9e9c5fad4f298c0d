// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

// Column titles that sort: `columns` is a list of {title, share, key, down}, the shares add up to 1. A column without a
// key does not sort; one with `down` begins with the largest. `rows` is the RowView that they sort.
Item {
    id: header
    property var columns: []
    property var rows: null
    // Where each column begins, as a share of the width: worked out once, not by every cell of every row.
    readonly property var edges: columns.reduce((sums, column) => sums.concat([sums[sums.length - 1] + column.share]), [0])
    implicitHeight: Theme.row
    Accessible.role: Accessible.Row
    Accessible.name: columns.map(column => column.title).filter(title => title !== "").join(", ")
    Repeater {
        model: header.columns
        T.AbstractButton {
            id: head
            required property var modelData
            required property int index
            readonly property string key: modelData.key || ""
            readonly property bool sorts: key !== "" && header.rows !== null && header.rows.sortKey === key
            objectName: key === "" ? "" : "sort-" + key
            x: header.edges[index] * header.width
            width: header.width * modelData.share - 10
            height: header.height
            enabled: key !== ""
            text: modelData.title
            focusPolicy: enabled ? Qt.StrongFocus : Qt.NoFocus
            Accessible.role: Accessible.ColumnHeader
            Accessible.name: text
            Accessible.ignored: text === ""
            Accessible.description: !sorts ? "" : header.rows.descending ? qsTr("sorted, largest first") : qsTr("sorted, smallest first")
            Keys.onReturnPressed: clicked()
            Keys.onEnterPressed: clicked()
            onClicked: header.rows.sortBy(key, modelData.down ? Qt.DescendingOrder : Qt.AscendingOrder)
            background: Item {
                FocusRing {
                    anchors.margins: 1
                    shown: head.visualFocus
                }
            }
            contentItem: Item {
                Label {
                    id: title
                    width: Math.min(implicitWidth, parent.width - (head.sorts ? 16 : 0))
                    height: parent.height
                    text: head.text
                    color: head.sorts || head.hovered && head.enabled ? Theme.text : Theme.text2
                    font {
                        pixelSize: Theme.small
                        weight: head.sorts ? Font.DemiBold : Font.Normal
                    }
                    Accessible.ignored: true
                }
                Icon {
                    visible: head.sorts
                    anchors {
                        left: title.right
                        leftMargin: 3
                        verticalCenter: parent.verticalCenter
                    }
                    name: header.rows !== null && header.rows.descending ? "arrow-down" : "arrow-up"
                    size: 13
                    color: Theme.accent
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
