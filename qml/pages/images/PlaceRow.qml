// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What one region has of the image; opens the region.
TableRow {
    id: row
    required property var modelData
    required property int index
    readonly property var pills: ({
            "same": "insync",
            "different": "drift",
            "missing": "warning",
            "absent": "unchanged",
            "failed": "offline"
        })
    objectName: "place-" + modelData.regionId
    implicitHeight: body.implicitHeight + 16
    inset: 8
    spoken: [modelData.spokenText, modelData.problem].filter(part => part !== "").join(", ")
    onClicked: Bridge.open("region", modelData.regionId)

    contentItem: Item {
        ColumnLayout {
            id: body
            anchors {
                left: parent.left
                right: parent.right
                verticalCenter: parent.verticalCenter
            }
            spacing: 4
            RowLayout {
                spacing: Theme.gap2
                Rectangle {
                    implicitWidth: 4
                    implicitHeight: 16
                    radius: 2
                    color: Theme.seriesColor(row.modelData.seriesIndex)
                }
                Label {
                    text: row.modelData.name
                    font.weight: Font.Medium
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
                StatusPill {
                    status: row.pills[row.modelData.status]
                    word: row.modelData.statusText
                }
            }
            RowLayout {
                visible: row.modelData.status !== "failed"
                spacing: Theme.gap2
                ProgressBar {
                    Layout.fillWidth: true
                    value: row.modelData.share
                    color: row.modelData.share >= 1 ? Theme.ok : row.modelData.status === "absent" ? Theme.offline : Theme.warn
                    Accessible.name: row.modelData.shareText
                }
                Label {
                    text: row.modelData.shareText
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Accessible.ignored: true
                }
            }
            InlineError {
                visible: text !== ""
                text: row.modelData.problem
                status: "warning"
                Layout.fillWidth: true
            }
            DigestButton {
                visible: row.modelData.status === "different"
                digest: row.modelData.digest
                text: row.modelData.digestText
            }
        }
    }
}
