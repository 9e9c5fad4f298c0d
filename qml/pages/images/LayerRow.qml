// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// A layer: its build step, its size as a bar, and a dot for each region that may have it.
TableRow {
    id: row
    required property var modelData
    required property int index
    readonly property bool crowded: modelData.dots.length > 8
    objectName: "layer-" + index
    implicitHeight: body.implicitHeight + 14
    focusPolicy: Qt.NoFocus
    inset: 0
    spoken: modelData.spokenText
    Keys.onReturnPressed: Bridge.copy(modelData.digest) // the view gives its current row the focus

    contentItem: Item {
        ColumnLayout {
            id: body
            anchors {
                left: parent.left
                right: parent.right
                leftMargin: 10
                rightMargin: 6
                verticalCenter: parent.verticalCenter
            }
            spacing: 3
            RowLayout {
                spacing: Theme.gap2
                Label {
                    text: row.modelData.createdBy || row.modelData.kindText
                    font {
                        family: row.modelData.createdBy === "" ? Qt.application.font.family : Theme.mono
                        pixelSize: Theme.small
                    }
                    Layout.fillWidth: true
                    Accessible.ignored: true
                    HoverHandler {
                        id: over
                    }
                    Tooltip {
                        text: row.modelData.createdBy
                        shown: over.hovered && row.modelData.createdBy.length > 40
                    }
                }
                DigestButton {
                    digest: row.modelData.digest
                    text: row.modelData.digestText
                }
            }
            RowLayout {
                spacing: Theme.gap2
                ProgressBar {
                    Layout.fillWidth: true
                    Layout.maximumWidth: 260
                    value: row.modelData.share
                    color: Theme.accent
                    Accessible.name: row.modelData.sizeText
                }
                Label {
                    text: row.modelData.sizeText
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Layout.preferredWidth: 62
                    horizontalAlignment: Text.AlignRight
                    Accessible.ignored: true
                }
                Item {
                    Layout.fillWidth: true
                }
                Repeater {
                    model: row.crowded ? [] : row.modelData.dots
                    Rectangle {
                        required property var modelData
                        implicitWidth: 9
                        implicitHeight: 9
                        radius: 4.5
                        color: modelData.has ? Theme.ok : "transparent"
                        border {
                            width: 2
                            color: modelData.has ? Theme.ok : Theme.offline
                        }
                        Accessible.role: Accessible.StaticText
                        Accessible.name: modelData.has ? qsTr("%1 has it").arg(modelData.name) : qsTr("%1 lacks it").arg(modelData.name)
                        HoverHandler {
                            id: near
                        }
                        Tooltip {
                            text: parent.Accessible.name
                            shown: near.hovered
                        }
                    }
                }
                Icon {
                    name: row.modelData.whole ? "check" : "minus"
                    size: 12
                    color: row.modelData.whole ? Theme.ok : Theme.offline
                }
                Label {
                    text: row.modelData.placesText
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Layout.maximumWidth: 170
                    Accessible.ignored: true
                }
            }
        }
    }
}
