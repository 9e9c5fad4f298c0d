// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What a check of the region found, step by step; gone until one is asked for.
ColumnLayout {
    visible: Bridge.check.busy || Bridge.check.done
    spacing: Theme.gap2
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: 1
        color: Theme.hairline
    }
    BusyBar {
        Layout.fillWidth: true
        running: Bridge.check.busy
        visible: running
    }
    Repeater {
        model: Bridge.check.steps
        CheckStep {
            Layout.fillWidth: true
        }
    }
    InlineError {
        Layout.fillWidth: true
        visible: text !== ""
        status: Bridge.check.busy ? "running" : Bridge.check.passed ? "ok" : "failed"
        text: Bridge.check.busy ? qsTr("Testing…") : Bridge.check.summary
    }
}
