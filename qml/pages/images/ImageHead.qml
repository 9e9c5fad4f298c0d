// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// The image's figures, its digest to take along, and the same on a command line.
Card {
    id: head
    readonly property var image: Catalog.image
    readonly property var facts: image.facts
    spoken: qsTr("Image")
    implicitHeight: body.implicitHeight + 24

    ColumnLayout {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 12
            leftMargin: 16
            rightMargin: 12
        }
        spacing: Theme.gap2
        RowLayout {
            spacing: 28
            Fact {
                label: qsTr("Size")
                value: head.facts.sizeText || ""
                Layout.alignment: Qt.AlignTop
            }
            Fact {
                label: qsTr("Platforms")
                value: head.facts.platformsText || ""
                Layout.alignment: Qt.AlignTop
            }
            Fact {
                label: qsTr("Created")
                value: head.facts.createdText || ""
                Layout.alignment: Qt.AlignTop
            }
            Fact {
                label: qsTr("Read from")
                value: head.facts.regionText || ""
                Layout.alignment: Qt.AlignTop
            }
            Item {
                Layout.fillWidth: true
            }
            RowLayout {
                spacing: Theme.gap2
                IconButton {
                    objectName: "readImage"
                    iconName: "refresh-cw"
                    iconSize: 16
                    text: qsTr("Read again")
                    enabled: !head.image.busy
                    onClicked: head.image.refresh()
                }
                GhostButton {
                    objectName: "imageTags"
                    text: qsTr("All tags")
                    iconName: "layers"
                    onClicked: Bridge.open("images", head.image.repository)
                }
                GhostButton {
                    objectName: "imageCli"
                    text: qsTr("Copy as CLI")
                    iconName: "terminal"
                    onClicked: commands.open()
                }
            }
        }
        RowLayout {
            spacing: Theme.gap2
            Label {
                text: qsTr("Digest")
                color: Theme.text2
                font.pixelSize: Theme.small
            }
            DigestButton {
                objectName: "imageDigest"
                digest: head.facts.digest || ""
                text: digest
            }
            Label {
                text: head.facts.mediaType || ""
                color: Theme.text3
                font {
                    family: Theme.mono
                    pixelSize: Theme.caption
                }
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignRight
            }
        }
        Repeater {
            model: head.image.remarks
            InlineError {
                required property string modelData
                status: "info"
                text: modelData
                Layout.fillWidth: true
            }
        }
        InlineError {
            visible: head.image.error !== ""
            text: head.image.error
            actionText: qsTr("Try again")
            onAction: head.image.refresh()
            Layout.fillWidth: true
        }
    }
    SideSheet {
        id: commands
        objectName: "imageCommands"
        title: qsTr("On the command line")
        note: head.image.ref
        Repeater {
            model: commands.visible ? head.image.commands : []
            ColumnLayout {
                id: command
                required property var modelData
                spacing: 4
                Layout.fillHeight: false
                SectionTitle {
                    text: command.modelData.label
                }
                CodeBlock {
                    Layout.fillWidth: true
                    text: command.modelData.text
                    spoken: command.modelData.label
                }
            }
        }
    }
}
