// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// A job in a list: what it does, how far it is, and what holds it up.
TableRow {
    id: line
    required property string jobId
    required property string title
    required property string kindIcon
    required property string subtitle
    required property string status
    required property string statusText
    required property real progress
    required property string percentText
    required property string rightText
    required property string whyNot
    required property int index
    readonly property color ink: Status.color(status)
    readonly property bool moving: status === "running" || status === "paused" || (status === "failed" && progress > 0)
    readonly property bool bad: Status.tone(status) === "bad"

    inset: 6
    implicitHeight: body.implicitHeight + 16
    spoken: [title, statusText, percentText, rightText, whyNot].filter(part => part !== "").join(", ")

    contentItem: Item {
        implicitHeight: body.implicitHeight
        Rectangle {
            id: tile
            width: 30
            height: 30
            radius: Theme.radiusField
            y: 8
            color: line.status === "queued" || line.status === "paused" ? Theme.surface2 : Theme.tinted(line.ink)
            Icon {
                anchors.centerIn: parent
                name: Status.icon(line.status)
                color: line.ink
            }
        }
        ColumnLayout {
            id: body
            anchors {
                left: tile.right
                leftMargin: 10
                right: parent.right
                verticalCenter: parent.verticalCenter
            }
            spacing: 1
            RowLayout {
                spacing: 6
                Icon {
                    name: line.kindIcon
                    size: 14
                    color: Theme.text2
                }
                Label {
                    text: line.title
                    font.weight: Font.DemiBold
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
                Label {
                    text: line.rightText
                    color: line.bad ? Theme.bad : Theme.text2
                    font.pixelSize: Theme.small
                    Accessible.ignored: true
                }
            }
            Label {
                Layout.fillWidth: true
                text: line.whyNot !== "" ? line.whyNot : line.subtitle
                color: line.whyNot !== "" && line.bad ? Theme.bad : Theme.text2
                font.pixelSize: Theme.small
                Accessible.ignored: true
            }
            RowLayout {
                visible: line.moving
                spacing: Theme.gap2
                ProgressBar {
                    Layout.fillWidth: true
                    value: line.progress
                    color: line.bad ? Theme.bad : line.status === "paused" ? Theme.offline : Theme.accent
                }
                Label {
                    text: line.percentText
                    font {
                        pixelSize: Theme.small
                        weight: Font.Medium
                    }
                    horizontalAlignment: Text.AlignRight
                    Layout.preferredWidth: 40
                    Accessible.ignored: true
                }
            }
        }
    }
}
