// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The guide's pages, and the parts of the one on show.
ListView {
    id: list
    objectName: "guideContents"
    function open(place) {
        Guide.follow(place);
    }
    clip: true
    activeFocusOnTab: true
    model: Guide.contents
    boundsBehavior: Flickable.StopAtBounds
    highlightMoveDuration: 0
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Contents")
    T.ScrollBar.vertical: ScrollBar {
    }
    Keys.onReturnPressed: if (currentItem)
        open(currentItem.modelData.place)
    delegate: Rectangle {
        id: entry
        required property var modelData
        required property int index
        readonly property bool part: modelData.level > 0
        objectName: "guideEntry-" + modelData.place
        width: list.width
        height: Math.max(part ? 26 : 31, words.implicitHeight + 8)
        radius: Theme.radiusSmall
        color: modelData.current ? Theme.tinted(Theme.accent) : mouse.containsMouse ? Theme.surface2 : "transparent"
        Accessible.role: Accessible.ListItem
        Accessible.name: modelData.title
        Accessible.onPressAction: list.open(modelData.place)
        FocusRing {
            shown: list.activeFocus && entry.ListView.isCurrentItem
        }
        Label {
            id: words
            anchors {
                left: parent.left
                right: parent.right
                verticalCenter: parent.verticalCenter
                leftMargin: entry.part ? 22 : 10
                rightMargin: 8
            }
            text: entry.modelData.title
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            color: entry.modelData.current ? Theme.accent : entry.part ? Theme.text2 : Theme.text
            font {
                pixelSize: entry.part ? Theme.small : Theme.body
                weight: entry.modelData.current ? Font.DemiBold : Font.Normal
            }
            Accessible.ignored: true
        }
        MouseArea {
            id: mouse
            anchors.fill: parent
            hoverEnabled: true
            cursorShape: Qt.PointingHandCursor
            onClicked: list.open(entry.modelData.place)
        }
    }
}
