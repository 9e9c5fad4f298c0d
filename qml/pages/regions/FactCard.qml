// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// Names and values under a title; `facts` is a list of {label, text, status}.
Card {
    id: card
    property string title
    property var facts: []
    spoken: title
    implicitHeight: body.implicitHeight + 28

    ColumnLayout {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 16
            topMargin: 12
        }
        spacing: 6
        CardHeader {
            title: card.title
            Layout.fillWidth: true
            Layout.bottomMargin: 2
        }
        Repeater {
            model: card.facts
            RowLayout {
                id: row
                required property var modelData
                spacing: Theme.gap2
                Layout.fillWidth: true
                Accessible.role: Accessible.StaticText
                Accessible.name: modelData.label + ": " + modelData.text
                Label {
                    text: row.modelData.label
                    color: Theme.text2
                    wrapMode: Text.Wrap
                    elide: Text.ElideNone
                    Layout.preferredWidth: 160
                    Layout.alignment: Qt.AlignTop
                    Accessible.ignored: true
                }
                Icon {
                    visible: row.modelData.status === "warn"
                    name: "clock"
                    size: 14
                    color: Theme.warn
                    Layout.alignment: Qt.AlignTop
                    Layout.topMargin: 2
                }
                Label {
                    text: row.modelData.text
                    color: row.modelData.status === "warn" ? Theme.warn : Theme.text
                    wrapMode: Text.Wrap
                    elide: Text.ElideNone
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
            }
        }
    }
}
