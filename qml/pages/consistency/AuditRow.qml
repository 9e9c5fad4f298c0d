// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

TableRow {
    id: row
    required property string ruleId
    required property string status
    required property string statusText
    required property string passText
    required property string lastText
    required property var history
    required property int index
    inset: 6
    implicitHeight: 68
    spoken: [ruleId, passText, statusText, lastText].join(", ")

    contentItem: RowLayout {
        spacing: Theme.gap3
        ColumnLayout {
            spacing: 4
            Layout.fillWidth: true
            Label {
                text: row.ruleId
                font {
                    pixelSize: Theme.cardTitle
                    weight: Font.DemiBold
                }
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            StatusPill {
                status: row.status
                word: row.statusText
                plain: true
                Layout.fillWidth: true
            }
        }
        Sparkline {
            visible: row.history.length > 1
            Layout.preferredWidth: 64
            Layout.preferredHeight: 24
            values: row.history
            color: Status.color(row.status)
        }
        ColumnLayout {
            spacing: 4
            Layout.preferredWidth: 68
            Layout.fillWidth: false
            Label {
                text: row.passText
                font.weight: Font.DemiBold
                horizontalAlignment: Text.AlignRight
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Label {
                text: row.lastText
                color: Theme.text2
                font.pixelSize: Theme.small
                horizontalAlignment: Text.AlignRight
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
    }
}
