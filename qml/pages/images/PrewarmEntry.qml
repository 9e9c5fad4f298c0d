// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// A search with completion: a repository first, then one of its tags. Arrows choose, Enter takes.
ColumnLayout {
    id: entry
    property string problem
    readonly property var search: Prewarm.search
    readonly property bool offers: search.query !== "" && list.count > 0
    function forceActiveFocus() {
        field.forceActiveFocus();
    }
    function take(text) {
        problem = Prewarm.add(text);
        field.forceActiveFocus();
    }
    function takeCurrent() {
        take(offers && list.currentIndex >= 0 ? search.suggestions[list.currentIndex] : field.text);
    }
    spacing: 4

    SearchField {
        id: field
        objectName: "prewarmSearch"
        Layout.fillWidth: true
        placeholderText: Prewarm.images.length > 0 ? qsTr("Another image") : qsTr("Repository or image, such as base/alpine:3.20")
        onTextEdited: {
            entry.problem = "";
            entry.search.query = text;
        }
        onTextChanged: if (text === "")
            entry.search.query = ""
        Keys.onDownPressed: list.currentIndex = Math.min(list.count - 1, list.currentIndex + 1)
        Keys.onUpPressed: list.currentIndex = Math.max(0, list.currentIndex - 1)
        Keys.onReturnPressed: entry.takeCurrent()
        Keys.onEnterPressed: entry.takeCurrent()
        Accessible.description: list.currentIndex >= 0 && entry.offers ? entry.search.suggestions[list.currentIndex] : ""
        Binding on text  {
            value: entry.search.query
            restoreMode: Binding.RestoreNone
        }
    }
    Rectangle {
        visible: entry.offers
        Layout.fillWidth: true
        implicitHeight: Math.min(list.contentHeight, 6 * Theme.row) + 10
        radius: Theme.radiusField
        color: Theme.bg
        border {
            width: 1
            color: Theme.border
        }
        ListView {
            id: list
            objectName: "prewarmSuggestions"
            anchors {
                fill: parent
                margins: 5
            }
            clip: true
            cacheBuffer: 0
            model: entry.search.suggestions
            currentIndex: 0
            boundsBehavior: Flickable.StopAtBounds
            highlightMoveDuration: 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Suggestions")
            T.ScrollBar.vertical: ScrollBar {
            }
            onModelChanged: currentIndex = 0
            delegate: TableRow {
                id: row
                required property string modelData
                required property int index
                objectName: "suggestion-" + index
                width: list.width
                focusPolicy: Qt.NoFocus
                inset: 0
                last: true
                spoken: modelData
                current: ListView.isCurrentItem
                onClicked: entry.take(modelData)
                contentItem: Label {
                    leftPadding: 10
                    text: row.modelData
                    elide: Text.ElideMiddle
                    Accessible.ignored: true
                }
            }
        }
    }
    Label {
        objectName: "prewarmNothing"
        visible: entry.search.query !== "" && list.count === 0
        text: entry.search.busy ? qsTr("Reading…") : qsTr("Nothing known fits; Enter takes what is typed.")
        color: Theme.text3
        font.pixelSize: Theme.small
    }
    InlineError {
        visible: text !== ""
        text: entry.problem
        Layout.fillWidth: true
    }
}
