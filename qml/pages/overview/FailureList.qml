// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// What failed last, in the registry's words; each opens its job.
ColumnLayout {
    id: list
    property var failures: []
    property int most: 20
    signal opened(string job)
    visible: failures.length > 0
    spacing: 2
    SectionTitle {
        text: qsTr("Last failures")
        Layout.fillWidth: true
    }
    Repeater {
        model: list.failures.slice(0, list.most)
        TableRow {
            id: row
            required property var modelData
            required property int index
            objectName: "failure-" + index
            Layout.fillWidth: true
            implicitHeight: words.implicitHeight + 12
            spoken: [modelData.timeText, modelData.ref, modelData.text].join(", ")
            last: index === Math.min(list.most, list.failures.length) - 1
            onClicked: list.opened(modelData.jobId)
            contentItem: Item {
                Column {
                    id: words
                    width: parent.width
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: 1
                    Row {
                        width: parent.width
                        spacing: 6
                        Icon {
                            id: sign
                            name: "circle-x"
                            color: Theme.bad
                            size: 13
                            anchors.verticalCenter: parent.verticalCenter
                        }
                        Label {
                            width: parent.width - when.implicitWidth - sign.width - 12
                            text: row.modelData.ref
                            font.weight: Font.Medium
                            Accessible.ignored: true
                        }
                        Label {
                            id: when
                            text: row.modelData.timeText
                            color: Theme.text2
                            font.pixelSize: Theme.small
                            Accessible.ignored: true
                        }
                    }
                    Label {
                        width: parent.width
                        text: row.modelData.text
                        color: Theme.text2
                        font.pixelSize: Theme.small
                        wrapMode: Text.Wrap
                        maximumLineCount: 3
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
