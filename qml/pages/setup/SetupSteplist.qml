// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// How far the look at the registry came, step by step.
Rectangle {
    implicitHeight: steps.implicitHeight + 24
    radius: Theme.radiusField
    color: Theme.bg
    border {
        width: 1
        color: Theme.border
    }
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("How far it came")
    ColumnLayout {
        id: steps
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 12
        }
        spacing: Theme.gap2
        Repeater {
            model: Setup.region.check.steps
            CheckStep {
                Layout.fillWidth: true
            }
        }
    }
}
