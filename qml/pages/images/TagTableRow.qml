// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// A tag, how it stands, and what each region on show has of it.
TableRow {
    id: row
    required property string tag
    required property string status
    required property string statusText
    required property var cells
    required property string spokenText
    required property int index
    property real first
    property real second
    property real column
    property int chosen: -1
    property bool focused: false
    signal picked(int place)
    readonly property var tones: ({
            "equal": "ok",
            "different": "bad",
            "missing": "warn",
            "absent": "offline",
            "unread": "offline",
            "same": "ok"
        })
    readonly property var icons: ({
            "equal": "check",
            "different": "triangle-alert",
            "missing": "minus",
            "absent": "minus",
            "unread": "wifi-off",
            "same": "circle-check"
        })

    focusPolicy: Qt.NoFocus
    inset: 6
    spoken: spokenText
    onDoubleClicked: Catalog.openRow(index)
    Keys.onReturnPressed: Catalog.openRow(index) // the view gives its current row the focus
    Keys.onEnterPressed: Catalog.openRow(index)

    contentItem: Item {
        Label {
            width: row.first - 10
            height: Theme.row
            text: row.tag
            font.weight: row.current ? Font.DemiBold : Font.Medium
            Accessible.ignored: true
        }
        Icon {
            id: sign
            x: row.first
            anchors.verticalCenter: parent.verticalCenter
            name: row.icons[row.status]
            color: Status.colors[row.tones[row.status]]
            size: 13
        }
        Label {
            x: row.first + 18
            width: row.second - 26
            height: Theme.row
            text: row.statusText
            color: row.status === "same" ? Theme.text2 : sign.color
            font.pixelSize: Theme.small
            Accessible.ignored: true
        }
        Repeater {
            model: row.cells.length
            Rectangle {
                id: cell
                required property int index
                readonly property var what: row.cells[index] || ({
                        "status": "unread",
                        "text": "",
                        "digest": ""
                    })
                readonly property bool calm: what.status === "equal" || what.status === "unread" || what.status === "absent"
                readonly property color ink: Status.colors[row.tones[what.status]]
                x: row.first + row.second + index * row.column
                y: 4
                width: row.column - 8
                height: Theme.row - 9
                radius: Theme.radiusSmall
                color: calm ? "transparent" : Theme.tinted(ink)
                border {
                    width: row.chosen === index ? 2 : 0
                    color: Theme.accent
                }
                Icon {
                    id: mark
                    x: 4
                    anchors.verticalCenter: parent.verticalCenter
                    name: row.icons[cell.what.status]
                    color: cell.ink
                    size: 13
                }
                Label {
                    anchors {
                        left: mark.right
                        leftMargin: 4
                        right: parent.right
                        rightMargin: 2
                        verticalCenter: parent.verticalCenter
                    }
                    text: cell.what.text
                    color: cell.calm ? Theme.text2 : cell.ink
                    font {
                        family: cell.what.digest === "" ? Qt.application.font.family : Theme.mono
                        pixelSize: Theme.small
                    }
                    Accessible.ignored: true
                }
            }
        }
    }
    TapHandler {
        acceptedButtons: Qt.LeftButton
        gesturePolicy: TapHandler.DragThreshold
        onTapped: point => row.picked(Math.max(0, Math.min(row.cells.length - 1, Math.floor((point.position.x - row.first - row.second) / row.column))))
    }
}
