// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// A step as its button shows it: its number or a tick, its name, and what was said in it.
Item {
    id: step
    property var face: ({
            "label": "",
            "text": "",
            "status": "todo"
        })
    property int number: 1
    property color ink: Theme.text3
    readonly property bool todo: face.status === "todo"
    implicitHeight: lines.implicitHeight

    Rectangle {
        id: dot
        anchors {
            left: parent.left
            leftMargin: 8
            verticalCenter: parent.verticalCenter
        }
        width: 24
        height: 24
        radius: 12
        color: step.todo ? "transparent" : Theme.tinted(step.ink)
        border {
            width: 1
            color: step.todo ? Theme.borderStrong : step.ink
        }
        Icon {
            anchors.centerIn: parent
            visible: step.face.status === "done"
            name: "check"
            size: 14
            color: step.ink
        }
        Label {
            anchors.centerIn: parent
            visible: step.face.status !== "done"
            text: step.number
            color: step.ink
            font {
                pixelSize: Theme.small
                weight: Font.DemiBold
            }
            Accessible.ignored: true
        }
    }
    Column {
        id: lines
        anchors {
            left: dot.right
            leftMargin: 10
            right: parent.right
            rightMargin: 6
            verticalCenter: parent.verticalCenter
        }
        spacing: 1
        Label {
            width: parent.width
            text: step.face.label
            color: step.todo ? Theme.text3 : Theme.text
            font.weight: step.face.status === "current" ? Font.DemiBold : Font.Normal
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: step.face.text
            color: Theme.text2
            font.pixelSize: Theme.caption
            wrapMode: Text.Wrap
            maximumLineCount: 2
            Accessible.ignored: true
        }
    }
}
