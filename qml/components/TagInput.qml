// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// A list of words: Enter or comma adds one, Backspace in the empty field takes the last one back.
FocusScope {
    id: root
    property var values: []
    property string spoken
    property string placeholder
    property bool invalid: false
    signal edited(var values)

    implicitWidth: 220
    implicitHeight: Math.max(Theme.control, flow.implicitHeight + 10)

    function commit() {
        const words = entry.text.split(/[\s,]+/).filter(word => word !== "");
        if (words.length > 0)
            edited(values.concat(words));
        entry.clear();
    }
    function drop(place) {
        edited(values.filter((value, at) => at !== place));
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusField
        color: Theme.field
        border {
            width: entry.activeFocus ? 2 : 1
            color: root.invalid ? Theme.bad : entry.activeFocus ? Theme.accent : Theme.border
        }
    }
    MouseArea {
        anchors.fill: parent
        cursorShape: Qt.IBeamCursor
        onClicked: entry.forceActiveFocus()
    }
    Flow {
        id: flow
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            margins: 5
        }
        spacing: 5
        Repeater {
            model: root.values
            Chip {
                required property string modelData
                required property int index
                text: modelData
                width: Math.min(implicitWidth, flow.width)
                removable: true
                onRemoved: root.drop(index)
            }
        }
        TextInput {
            id: entry
            focus: true
            width: Math.max(120, Math.min(flow.width, contentWidth + 12))
            height: 24
            leftPadding: 5
            color: Theme.text
            selectionColor: Theme.primary
            selectedTextColor: Theme.primaryInk
            selectByMouse: true
            activeFocusOnTab: true
            verticalAlignment: TextInput.AlignVCenter
            Accessible.role: Accessible.EditableText
            Accessible.name: root.spoken
            Keys.onReturnPressed: root.commit()
            Keys.onEnterPressed: root.commit()
            onTextEdited: if (/[\s,]$/.test(text))
                root.commit()
            onEditingFinished: root.commit()
            Keys.onPressed: event => {
                event.accepted = event.key === Qt.Key_Backspace && length === 0 && root.values.length > 0;
                if (event.accepted)
                    root.drop(root.values.length - 1);
            }
            Label {
                visible: entry.length === 0 && root.values.length === 0
                anchors {
                    left: parent.left
                    leftMargin: 5
                    verticalCenter: parent.verticalCenter
                }
                text: root.placeholder
                color: Theme.text3
                Accessible.ignored: true
            }
        }
    }
}
