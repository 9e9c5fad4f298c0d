// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// The last 24 hours by hour, with what failed marked under the bars; `past` as Lines has it. The hour under the
// pointer, or chosen with the arrow keys, is told in words.
FocusScope {
    id: chart
    property var past: ({})
    property color ink: Theme.accent
    readonly property int hours: (past.values || []).length
    property int chosen: -1
    readonly property int current: over.hovered ? bars.barAt(over.point.position.x) : activeFocus ? chosen : -1
    function step(by) {
        chosen = Math.max(0, Math.min(hours - 1, (chosen < 0 ? hours : chosen) + by));
    }

    implicitHeight: words.implicitHeight + 92
    activeFocusOnTab: true
    Keys.onLeftPressed: step(-1)
    Keys.onRightPressed: step(1)
    Accessible.role: Accessible.Chart
    Accessible.name: current >= 0 ? past.hourTexts[current] : past.spoken || ""
    FocusRing {
        shown: chart.activeFocus
        anchors.margins: -4
    }

    Label {
        id: words
        width: parent.width
        text: chart.current >= 0 ? chart.past.hourTexts[chart.current] : chart.past.nothing ? qsTr("Nothing in the last 24 hours") : chart.past.spoken || ""
        color: chart.current >= 0 ? Theme.text : Theme.text2
        font.pixelSize: Theme.small
        Accessible.ignored: true
    }
    HourBars {
        id: bars
        anchors {
            left: parent.left
            right: parent.right
            top: words.bottom
            topMargin: 6
            bottom: axis.top
            bottomMargin: 2
        }
        values: chart.past.values || []
        failed: chart.past.marks || []
        color: chart.ink
        failedColor: Theme.bad
        baseColor: Theme.border
        current: chart.current
        HoverHandler {
            id: over
        }
    }
    Item {
        id: axis
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: from.implicitHeight
        Label {
            id: from
            text: chart.past.fromText || ""
            color: Theme.text3
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: (chart.past.failed || 0) > 0
            spacing: 5
            Rectangle {
                width: 8
                height: 5
                radius: 1
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.bad
            }
            Label {
                text: qsTr("failed")
                color: Theme.text3
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
        Label {
            anchors.right: parent.right
            text: chart.past.untilText || ""
            color: Theme.text3
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
    }
}
