// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// A part of the week: its days, from when to when, by which clock; `limited`, with a limit of its own.
Rectangle {
    id: window
    property var span: ({})
    property string problem
    property bool limited: true
    property string spoken: qsTr("Bandwidth window")
    signal edited(string key, var value)
    signal removed

    implicitHeight: column.implicitHeight + 24
    radius: Theme.radiusField
    color: Theme.bg
    border {
        width: 1
        color: problem !== "" ? Theme.bad : Theme.border
    }
    Accessible.role: Accessible.Grouping
    Accessible.name: spoken

    ColumnLayout {
        id: column
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 12
        }
        spacing: Theme.gap2
        RowLayout {
            spacing: Theme.gap1
            Repeater {
                model: [qsTr("Mon"), qsTr("Tue"), qsTr("Wed"), qsTr("Thu"), qsTr("Fri"), qsTr("Sat"), qsTr("Sun")]
                Pick {
                    required property string modelData
                    required property int index
                    objectName: "day-" + index
                    text: modelData
                    checked: (window.span.days & (1 << index)) !== 0
                    onClicked: window.edited("days", window.span.days ^ (1 << index))
                }
            }
            Item {
                Layout.fillWidth: true
            }
            IconButton {
                objectName: "removeWindow"
                iconName: "trash-2"
                iconSize: 16
                text: qsTr("Remove window")
                onClicked: window.removed()
            }
        }
        RowLayout {
            spacing: Theme.gap2
            Entry {
                key: "from"
                label: qsTr("From")
                sample: "08:00"
                wide: 64
            }
            Entry {
                key: "to"
                label: qsTr("To")
                sample: "18:00"
                wide: 64
            }
            Entry {
                key: "zone"
                label: qsTr("Time zone")
                sample: "UTC"
                wide: 130
            }
            Entry {
                visible: window.limited
                key: "limit"
                label: qsTr("At most")
                sample: "8 Mbit/s"
                wide: 110
            }
        }
        InlineError {
            visible: text !== ""
            text: window.problem
            Layout.fillWidth: true
        }
    }

    component Entry: FormField {
        id: entry
        property string key
        property string sample
        property int wide
        TextField {
            objectName: "window-" + entry.key
            Layout.fillWidth: true
            implicitWidth: entry.wide
            spoken: entry.label
            placeholderText: entry.sample
            text: window.span[entry.key] || ""
            onTextEdited: window.edited(entry.key, text)
        }
    }
}
