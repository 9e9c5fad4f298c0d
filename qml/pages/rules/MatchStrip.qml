// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// What the rule in the form selects at its source right now; opens to the names.
ColumnLayout {
    id: strip
    readonly property var found: Bridge.matches
    readonly property bool failed: found.error !== ""
    property bool open: false
    visible: found.active
    spacing: 0
    Layout.fillWidth: true
    Layout.fillHeight: false
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: 1
        color: Theme.hairline
    }
    RowLayout {
        spacing: Theme.gap2
        Layout.leftMargin: Theme.gap5
        Layout.rightMargin: Theme.gap4
        Layout.minimumHeight: 42
        Icon {
            name: strip.failed ? "circle-x" : strip.found.busy ? "loader-circle" : "search"
            color: strip.failed ? Theme.bad : Theme.accent
        }
        Label {
            objectName: "matchSummary"
            text: strip.failed ? strip.found.error : strip.found.summary !== "" ? strip.found.summary : qsTr("Looking at what matches…")
            color: strip.failed ? Theme.bad : Theme.text
            font.weight: Font.DemiBold
            opacity: strip.found.busy ? 0.6 : 1
            wrapMode: strip.failed ? Text.Wrap : Text.NoWrap
            Layout.fillWidth: strip.failed
        }
        Label {
            visible: !strip.failed
            text: strip.found.repositories.map(repository => repository.name).slice(0, 8).join(", ")
            color: Theme.text2
            font.pixelSize: Theme.small
            Layout.fillWidth: true
        }
        IconButton {
            objectName: "matchFold"
            visible: strip.found.repositories.length > 0
            iconName: strip.open ? "chevron-down" : "chevron-right"
            text: strip.open ? qsTr("Fold") : qsTr("Show what matches")
            onClicked: strip.open = !strip.open
        }
    }
    Repeater {
        model: strip.found.problems
        InlineError {
            required property string modelData
            status: "warning"
            text: modelData
            Layout.fillWidth: true
            Layout.leftMargin: Theme.gap5
            Layout.rightMargin: Theme.gap5
            Layout.bottomMargin: 6
        }
    }
    Label {
        visible: strip.open && text !== ""
        text: strip.found.note
        color: Theme.text3
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        Layout.fillWidth: true
        Layout.leftMargin: Theme.gap5
        Layout.bottomMargin: 6
    }
    ListView {
        id: list
        visible: strip.open
        objectName: "matchNames"
        model: strip.found.repositories
        clip: true
        implicitHeight: Math.min(176, contentHeight)
        boundsBehavior: Flickable.StopAtBounds
        Layout.fillWidth: true
        Layout.leftMargin: Theme.gap5
        Layout.bottomMargin: Theme.gap2
        Accessible.role: Accessible.List
        Accessible.name: strip.found.summary
        T.ScrollBar.vertical: ScrollBar {
        }
        delegate: RowLayout {
            required property var modelData
            width: list.width - Theme.gap5
            height: 24
            spacing: Theme.gap3
            Label {
                text: parent.modelData.name
                font.weight: Font.Medium
                Layout.preferredWidth: 190
            }
            Label {
                text: parent.modelData.text
                color: Theme.text2
                font.pixelSize: Theme.small
                Layout.preferredWidth: 120
            }
            Label {
                text: parent.modelData.tags
                color: Theme.text3
                font.pixelSize: Theme.small
                Layout.fillWidth: true
            }
        }
    }
}
