// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Why the step asks what it asks, for those who want to know.
Card {
    id: card
    spoken: qsTr("Why this is asked")
    ColumnLayout {
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: Theme.gap4
        }
        spacing: Theme.gap4
        RowLayout {
            spacing: Theme.gap2
            Icon {
                name: "info"
                color: Theme.accent
            }
            Label {
                text: card.spoken
                font {
                    pixelSize: Theme.cardTitle
                    weight: Font.DemiBold
                }
                Layout.fillWidth: true
                Accessible.role: Accessible.Heading
            }
        }
        Repeater {
            model: Setup.why
            ColumnLayout {
                id: reason
                required property var modelData
                spacing: 3
                Layout.fillWidth: true
                Label {
                    text: reason.modelData.title
                    font.weight: Font.Medium
                    wrapMode: Text.Wrap
                    Layout.fillWidth: true
                }
                Label {
                    text: reason.modelData.text
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    wrapMode: Text.Wrap
                    elide: Text.ElideNone
                    lineHeight: 1.15
                    Layout.fillWidth: true
                }
            }
        }
    }
}
