// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// A region of a prewarm: what it lacks, and once it runs, how far it is.
Item {
    id: row
    required property string regionId
    required property string name
    required property int seriesIndex
    required property bool checked
    required property bool canCheck
    required property string status
    required property string statusText
    required property string bytesText
    required property string timeText
    required property real progress
    required property bool moving
    required property string warning
    required property string spokenText
    property bool choosing: true
    implicitHeight: body.implicitHeight + 14
    Accessible.role: Accessible.Grouping
    Accessible.name: spokenText

    ColumnLayout {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
        }
        spacing: 4
        RowLayout {
            spacing: Theme.gap2
            CheckBox {
                objectName: "region-" + row.regionId
                visible: row.choosing
                enabled: row.canCheck
                text: row.name
                checked: row.checked
                Layout.fillWidth: true
                onToggled: Prewarm.choose(row.regionId, checked)
            }
            Rectangle {
                visible: !row.choosing
                implicitWidth: 4
                implicitHeight: 16
                radius: 2
                color: Theme.seriesColor(row.seriesIndex)
            }
            Label {
                visible: !row.choosing
                text: row.name
                font.weight: Font.Medium
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Label {
                text: [row.choosing ? "" : row.bytesText, row.timeText].filter(part => part !== "").join(" · ")
                color: Theme.text2
                font.pixelSize: Theme.small
                Accessible.ignored: true
            }
            StatusPill {
                status: row.status
                word: row.statusText
            }
        }
        ProgressBar {
            visible: !row.choosing
            Layout.fillWidth: true
            value: row.progress
            color: Status.color(row.status)
            Accessible.name: row.spokenText
        }
        InlineError {
            visible: text !== ""
            text: row.warning
            status: row.status === "failed" ? "failed" : "warning"
            Layout.fillWidth: true
        }
    }
    Rectangle {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: 1
        color: Theme.hairline
    }
}
