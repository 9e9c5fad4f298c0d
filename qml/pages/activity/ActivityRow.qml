// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// One line: an action or an event.
TableRow {
    id: row
    required property int index
    required property string timeText
    required property string exactText
    required property string who
    required property string what
    required property string subject
    required property string detail
    required property string problem
    required property bool refused
    required property string tone
    required property string actionKey
    required spoken
    property var columns: []
    property bool events: false
    readonly property bool tall: refused && detail !== ""
    readonly property var cells: events ? [timeText, what, subject, detail] : [timeText, who, what, subject, detail]
    objectName: "activityRow-" + index
    implicitHeight: tall ? 50 : Theme.row
    focusPolicy: Qt.NoFocus
    contentItem: Item {
        Repeater {
            model: row.columns
            Label {
                required property var modelData
                required property int index
                readonly property bool last: index === row.columns.length - 1
                readonly property bool word: index === (row.events ? 1 : 2)
                x: row.columns.slice(0, index).reduce((sum, column) => sum + column.share, 0) * row.width + (word ? 22 : 0)
                width: row.width * modelData.share - 10 - (word ? 22 : 0)
                height: last && row.tall ? row.height / 2 + 3 : row.height
                text: row.cells[index] || ""
                color: index === 0 ? Theme.text2 : word ? Theme.text : last ? Theme.text2 : Theme.text
                font.pixelSize: index === 0 || last ? Theme.small : Theme.body
                Accessible.ignored: true
                Icon {
                    visible: parent.word
                    x: -22
                    anchors.verticalCenter: parent.verticalCenter
                    name: Status.icon(row.tone)
                    color: Status.color(row.tone)
                    size: 14
                }
            }
        }
        Label {
            visible: row.refused
            x: (1 - row.columns[row.columns.length - 1].share) * row.width
            y: row.tall ? row.height / 2 - 3 : 0
            width: row.width - x - 10
            height: row.tall ? row.height / 2 : row.height
            text: qsTr("Refused: %1").arg(row.problem)
            color: Theme.bad
            font.pixelSize: Theme.small
            Accessible.ignored: true
        }
        Tooltip {
            text: row.refused ? row.exactText + "\n" + row.problem : row.exactText + (row.detail.length > 60 ? "\n" + row.detail : "")
            shown: row.hovered
        }
    }
}
