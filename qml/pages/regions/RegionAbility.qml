// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What the region's registry can do, as it was found by trying.
Card {
    id: card
    property string regionId
    readonly property var profile: Bridge.profile
    spoken: qsTr("What its registry can do")
    implicitHeight: body.implicitHeight + 28

    ColumnLayout {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 16
            topMargin: 8
        }
        spacing: Theme.gap2
        RowLayout {
            spacing: Theme.gap2
            Layout.fillWidth: true
            CardHeader {
                title: card.spoken
                Layout.fillWidth: true
            }
            GhostButton {
                objectName: "probeRegion"
                text: card.profile.busy ? qsTr("Stop") : card.profile.known ? qsTr("Probe again") : qsTr("Probe")
                iconName: card.profile.busy ? "circle-stop" : "search"
                onClicked: card.profile.busy ? Bridge.cancelProbe() : Bridge.probeRegion(card.regionId)
            }
        }
        Label {
            visible: card.profile.known && !card.profile.busy
            text: card.profile.probedText
            color: Theme.text2
            font.pixelSize: Theme.small
        }
        BusyBar {
            Layout.fillWidth: true
            running: card.profile.busy
            visible: running
        }
        InlineError {
            Layout.fillWidth: true
            visible: text !== ""
            text: card.profile.error
        }
        Label {
            visible: !card.profile.known && !card.profile.busy
            text: qsTr("Not probed yet: the ways are taken that every registry should know. A probe finds the fast ones; it writes two small blobs to meridian/probe.")
            color: Theme.text2
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            Layout.fillWidth: true
        }
        Repeater {
            model: card.profile.groups
            ColumnLayout {
                id: group
                required property var modelData
                Layout.fillWidth: true
                Layout.topMargin: 4
                spacing: 4
                SectionTitle {
                    text: group.modelData.title
                    Layout.fillWidth: true
                }
                Repeater {
                    model: group.modelData.facts
                    ProfileFact {
                        Layout.fillWidth: true
                    }
                }
            }
        }
        Repeater {
            model: card.profile.remarks
            InlineError {
                required property string modelData
                status: "info"
                text: modelData
                Layout.fillWidth: true
            }
        }
    }
}
