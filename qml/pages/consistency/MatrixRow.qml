// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// A tag and what each region has of it.
TableRow {
    id: row
    required property string tag
    required property bool drift
    required property var cells
    required property string spokenText
    required property int index
    property real first
    property real column
    property int chosen: -1
    signal picked(int place)
    function copy(place) {
        if (cells[place] && cells[place].digest !== "")
            Bridge.copy(cells[place].digest);
    }
    readonly property var tones: ({
            "equal": "ok",
            "different": "bad",
            "missing": "warn",
            "unread": "offline",
            "rewritten": "accent"
        })
    readonly property var icons: ({
            "equal": "check",
            "different": "triangle-alert",
            "missing": "minus",
            "unread": "wifi-off",
            "rewritten": "git-compare"
        })

    focusPolicy: Qt.NoFocus
    Keys.onReturnPressed: copy(chosen) // the view gives its current row the focus
    inset: 6
    spoken: spokenText

    contentItem: Item {
        Label {
            width: row.first - 10
            height: Theme.row
            text: row.tag
            font.weight: row.drift ? Font.DemiBold : Font.Normal
            Accessible.ignored: true
        }
        Repeater {
            model: row.cells.length
            Rectangle {
                id: cell
                required property int index
                readonly property var what: row.cells[index] || ({
                        "status": "unread",
                        "text": ""
                    })
                readonly property color ink: Status.colors[row.tones[what.status]]
                x: row.first + index * row.column
                y: 4
                width: row.column - 8
                height: Theme.row - 9
                radius: Theme.radiusSmall
                color: what.status === "equal" || what.status === "unread" || what.status === "rewritten" ? "transparent" : Theme.tinted(ink)
                border {
                    width: row.chosen === index ? 2 : 0
                    color: Theme.accent
                }
                Icon {
                    id: mark
                    x: 6
                    anchors.verticalCenter: parent.verticalCenter
                    name: row.icons[cell.what.status]
                    color: cell.ink
                    size: 13
                }
                Label {
                    anchors {
                        left: mark.right
                        leftMargin: 6
                        right: parent.right
                        rightMargin: 4
                        verticalCenter: parent.verticalCenter
                    }
                    text: cell.what.status === "missing" ? qsTr("missing") : cell.what.status === "unread" ? qsTr("not read") : cell.what.text
                    color: cell.what.status === "equal" ? Theme.text2 : cell.ink
                    font {
                        family: cell.what.text === "" ? Qt.application.font.family : Theme.mono
                        pixelSize: Theme.small
                    }
                    Accessible.ignored: true
                }
                TapHandler {
                    onTapped: row.picked(cell.index)
                    onDoubleTapped: row.copy(cell.index)
                }
            }
        }
    }
}
