// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// What the search of the guide found.
FocusScope {
    id: pane
    ListView {
        id: list
        objectName: "guideFound"
        anchors {
            fill: parent
            margins: Theme.gap3
        }
        focus: true
        activeFocusOnTab: true
        clip: true
        model: Guide.found
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Found in the guide")
        T.ScrollBar.vertical: ScrollBar {
        }
        Keys.onReturnPressed: if (currentItem)
            Guide.follow(currentItem.place)
        delegate: Rectangle {
            id: entry
            required property int index
            required property string place
            required property string title
            required property string text
            objectName: "guideFound-" + index
            width: list.width - 14
            height: column.implicitHeight + 18
            radius: Theme.radiusSmall
            color: mouse.containsMouse ? Theme.surface2 : "transparent"
            Accessible.role: Accessible.ListItem
            Accessible.name: text === "" ? title : title + ": " + text
            Accessible.onPressAction: Guide.follow(place)
            FocusRing {
                shown: list.activeFocus && entry.ListView.isCurrentItem
            }
            Column {
                id: column
                anchors {
                    left: parent.left
                    right: parent.right
                    top: parent.top
                    margins: 9
                }
                spacing: 2
                Label {
                    width: parent.width
                    text: entry.title
                    color: Theme.accent
                    font.weight: Font.Medium
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    visible: text !== ""
                    text: entry.text
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    Accessible.ignored: true
                }
            }
            MouseArea {
                id: mouse
                anchors.fill: parent
                hoverEnabled: true
                cursorShape: Qt.PointingHandCursor
                onClicked: Guide.follow(entry.place)
            }
        }
    }
    EmptyState {
        visible: list.count === 0
        anchors.centerIn: parent
        width: 380
        iconName: "search"
        title: qsTr("Nothing fits")
        text: qsTr("The guide has no place with all of these words.")
        actionText: qsTr("Show the guide")
        onAction: Guide.query = ""
    }
}
