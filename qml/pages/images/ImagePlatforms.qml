// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// What can be pulled under this tag; the chosen one's layers stand beside it.
Card {
    id: card
    readonly property var image: Catalog.image
    spoken: qsTr("Platforms")
    CardHeader {
        id: head
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 12
            leftMargin: 16
        }
        title: qsTr("Platforms")
    }
    ListView {
        id: list
        objectName: "platforms"
        anchors {
            left: parent.left
            right: parent.right
            top: head.bottom
            bottom: parent.bottom
            leftMargin: 8
            rightMargin: 4
            topMargin: 6
            bottomMargin: 6
        }
        clip: true
        cacheBuffer: 0
        model: card.image.platforms
        currentIndex: card.image.platform
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Platforms")
        T.ScrollBar.vertical: ScrollBar {
        }
        Keys.onUpPressed: card.image.platform = Math.max(0, currentIndex - 1)
        Keys.onDownPressed: card.image.platform = Math.min(count - 1, currentIndex + 1)
        delegate: TableRow {
            id: row
            required property var modelData
            required property int index
            objectName: "platform-" + index
            width: list.width - 12
            implicitHeight: body.implicitHeight + 16
            focusPolicy: Qt.NoFocus
            inset: 0
            current: ListView.isCurrentItem
            last: index === list.count - 1
            spoken: modelData.spokenText
            onClicked: {
                list.forceActiveFocus();
                card.image.platform = index;
            }
            contentItem: Item {
                Column {
                    id: body
                    x: 10
                    width: parent.width - 20
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: 2
                    Label {
                        width: parent.width
                        text: row.modelData.title
                        font.weight: row.current ? Font.DemiBold : Font.Medium
                        Accessible.ignored: true
                    }
                    Label {
                        width: parent.width
                        text: [row.modelData.sizeText, row.modelData.createdText].filter(part => part !== "").join(" · ")
                        color: Theme.text2
                        font.pixelSize: Theme.small
                        Accessible.ignored: true
                    }
                    Label {
                        width: parent.width
                        visible: text !== ""
                        text: row.modelData.noteText
                        color: Theme.text2
                        font.pixelSize: Theme.small
                        wrapMode: Text.Wrap
                        elide: Text.ElideNone
                        Accessible.ignored: true
                    }
                }
                Rectangle {
                    anchors {
                        fill: parent
                        bottomMargin: 1
                    }
                    radius: Theme.radiusSmall
                    color: "transparent"
                    border {
                        width: row.current && list.activeFocus ? 2 : 0
                        color: Theme.accent
                    }
                }
            }
        }
    }
}
