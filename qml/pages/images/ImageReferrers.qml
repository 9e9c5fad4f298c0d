// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// Signatures, SBOMs and whatever else points to the image.
Card {
    id: card
    readonly property var image: Catalog.image
    spoken: qsTr("Signatures and more")
    CardHeader {
        id: head
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 12
            leftMargin: 16
        }
        title: qsTr("Signatures and more")
        aside: list.count > 0 ? list.count : ""
    }
    ListView {
        id: list
        objectName: "referrers"
        anchors {
            left: parent.left
            right: parent.right
            top: head.bottom
            bottom: parent.bottom
            leftMargin: 16
            rightMargin: 4
            topMargin: 4
            bottomMargin: 6
        }
        clip: true
        cacheBuffer: 0
        model: card.image.referrers
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Signatures and more")
        T.ScrollBar.vertical: ScrollBar {
        }
        delegate: Item {
            id: row
            required property var modelData
            required property int index
            width: list.width - 12
            implicitHeight: line.implicitHeight + 12
            Accessible.role: Accessible.ListItem
            Accessible.name: modelData.spokenText
            RowLayout {
                id: line
                anchors {
                    left: parent.left
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                }
                spacing: Theme.gap2
                Icon {
                    name: row.modelData.icon
                    size: 15
                    color: Theme.accent
                }
                ColumnLayout {
                    spacing: 0
                    Label {
                        text: row.modelData.typeText
                        Layout.fillWidth: true
                        Accessible.ignored: true
                    }
                    Label {
                        text: row.modelData.sizeText
                        color: Theme.text2
                        font.pixelSize: Theme.small
                        Accessible.ignored: true
                    }
                }
                DigestButton {
                    digest: row.modelData.digest
                    text: row.modelData.digestText
                }
            }
        }
        Label {
            anchors {
                fill: parent
                rightMargin: 12
            }
            visible: list.count === 0
            text: qsTr("Nothing refers to this image: it has no signature and no SBOM of its own.")
            color: Theme.text3
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            verticalAlignment: Text.AlignVCenter
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
