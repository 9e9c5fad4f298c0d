// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What the choice comes to at the source right now.
Rectangle {
    id: card
    readonly property var found: Setup.selection.matches
    visible: found.active
    implicitHeight: body.implicitHeight + 20
    radius: Theme.radiusField
    color: Theme.tinted(found.error !== "" ? Theme.bad : Theme.accent)
    Accessible.role: Accessible.StaticText
    Accessible.name: found.error || found.summary
    ColumnLayout {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 10
            leftMargin: 12
        }
        spacing: 4
        RowLayout {
            spacing: Theme.gap2
            Icon {
                name: card.found.error !== "" ? "circle-x" : card.found.busy ? "loader-circle" : "search"
                color: card.found.error !== "" ? Theme.bad : Theme.accent
            }
            Label {
                objectName: "setup-matches"
                text: card.found.error || (card.found.summary !== "" && !card.found.busy ? card.found.summary : qsTr("Looking at what matches…"))
                color: card.found.error !== "" ? Theme.bad : Theme.text
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
        Label {
            visible: text !== ""
            text: card.found.repositories.slice(0, 12).map(repository => repository.name).join(", ")
            color: Theme.text2
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            maximumLineCount: 2
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        Repeater {
            model: card.found.problems
            InlineError {
                required property string modelData
                status: "warning"
                text: modelData
                Layout.fillWidth: true
            }
        }
    }
}
