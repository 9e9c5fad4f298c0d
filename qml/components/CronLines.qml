// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// Cron expressions, one a line, each said in words; below them the times to come. `problems` names "KEY[0]" and so on.
ColumnLayout {
    id: lines
    property string key
    property string label
    property var values: []
    property var words: []
    property var next: []
    property var problems: ({})
    property string sample: "0 2 * * *"
    signal edited(var values)

    spacing: 6
    Layout.fillWidth: true
    Layout.fillHeight: false
    Label {
        text: lines.label
        color: Theme.text2
        font {
            pixelSize: Theme.small
            weight: Font.Medium
        }
    }
    Repeater {
        // By number, so that typing does not make the line anew.
        model: lines.values.length
        ColumnLayout {
            id: line
            required property int index
            readonly property string problem: lines.problems[lines.key + "[" + index + "]"] || ""
            spacing: 4
            Layout.fillHeight: false
            RowLayout {
                spacing: Theme.gap2
                TextField {
                    objectName: lines.key + "-" + line.index
                    implicitWidth: 150
                    Layout.preferredWidth: 150
                    font.family: Theme.mono
                    spoken: qsTr("Cron expression")
                    placeholderText: lines.sample
                    text: lines.values[line.index] || ""
                    invalid: line.problem !== ""
                    onTextEdited: lines.edited(lines.values.map((value, at) => at === line.index ? text : value))
                }
                Label {
                    text: lines.words[line.index] || ""
                    color: Theme.text2
                    Layout.fillWidth: true
                }
                IconButton {
                    iconName: "trash-2"
                    iconSize: 16
                    text: qsTr("Remove")
                    onClicked: lines.edited(lines.values.filter((value, at) => at !== line.index))
                }
            }
            InlineError {
                visible: text !== ""
                text: line.problem
                Layout.fillWidth: true
            }
        }
    }
    GhostButton {
        objectName: "add-" + lines.key
        text: qsTr("Add a time")
        iconName: "plus"
        onClicked: lines.edited(lines.values.concat([lines.sample]))
    }
    Flow {
        visible: lines.next.length > 0
        spacing: 14
        Layout.fillWidth: true
        Label {
            text: qsTr("Next")
            color: Theme.text3
            font.pixelSize: Theme.small
        }
        Repeater {
            model: lines.next
            Label {
                required property string modelData
                text: modelData
                color: Theme.text2
                font.pixelSize: Theme.small
            }
        }
    }
}
