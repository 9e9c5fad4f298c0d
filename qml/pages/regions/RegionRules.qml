// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Rules that copy from the region or to it.
Card {
    id: card
    property var rules: []
    spoken: qsTr("Rules")
    implicitHeight: body.implicitHeight + 22

    ColumnLayout {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 16
            topMargin: 10
        }
        spacing: 2
        CardHeader {
            title: card.spoken
            note: card.rules.length === 0 ? qsTr("No rule uses it yet") : ""
            Layout.fillWidth: true
            IconButton {
                iconName: "arrow-right"
                text: qsTr("All rules")
                onClicked: Bridge.open("rules")
            }
        }
        Repeater {
            model: card.rules
            TableRow {
                id: row
                required property var modelData
                required property int index
                Layout.fillWidth: true
                implicitHeight: 46
                last: index === card.rules.length - 1
                spoken: [modelData.ruleId, modelData.text, modelData.detail].join(", ")
                onClicked: Bridge.open("rules")
                contentItem: Item {
                    Icon {
                        id: way
                        anchors.verticalCenter: parent.verticalCenter
                        name: row.modelData.direction === "from" ? "arrow-up-to-line" : "arrow-down-to-line"
                        color: Theme.text2
                    }
                    TwoLines {
                        anchors {
                            left: way.right
                            leftMargin: 10
                            right: parent.right
                        }
                        upper: row.modelData.ruleId + " · " + row.modelData.text
                        lower: row.modelData.detail
                    }
                }
            }
        }
    }
}
