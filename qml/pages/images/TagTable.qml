// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// One repository's tags in all regions. Arrows go over tags and regions, Enter opens the image, Ctrl+C copies a digest.
Card {
    id: card
    readonly property var tags: Catalog.tags
    readonly property string currentRef: tags.count >= 0 ? Catalog.refAt(list.currentIndex) : ""
    readonly property real first: Math.max(130, Math.min(300, head.width * 0.18))
    readonly property real second: 100
    readonly property real column: (head.width - first - second) / Math.max(1, Math.min(tags.shown, tags.regions.length))
    property int chosen: 0
    property string chosenTag: ""
    spoken: qsTr("Tags by region")
    function keep() {
        list.currentIndex = Math.max(0, tags.find(chosenTag));
    }
    function step(by) {
        chosen = Math.max(0, Math.min(tags.regions.length - 1, chosen + by));
        tags.reveal(chosen);
    }
    function jump(to) {
        list.currentIndex = Math.max(0, Math.min(list.count - 1, to));
        chosenTag = tags.tagAt(list.currentIndex);
    }
    Binding {
        target: card.tags
        property: "shown"
        value: Math.max(1, Math.floor((head.width - card.first - card.second) / 118))
    }

    TagTableBar {
        id: bar
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 12
            leftMargin: 16
            rightMargin: 12
        }
    }
    ColumnLayout {
        id: trouble
        anchors {
            left: bar.left
            right: bar.right
            top: bar.bottom
            topMargin: visible ? 6 : 0
        }
        visible: Catalog.error !== "" || Catalog.problems.length > 0
        height: visible ? implicitHeight : 0
        InlineError {
            objectName: "tagsError"
            visible: text !== ""
            text: Catalog.error
            actionText: qsTr("Try again")
            onAction: Catalog.refreshTags()
            Layout.fillWidth: true
        }
        Repeater {
            model: Catalog.problems
            InlineError {
                required property string modelData
                status: "warning"
                text: modelData
                Layout.fillWidth: true
            }
        }
    }
    TagTableHead {
        id: head
        anchors {
            left: bar.left
            right: bar.right
            top: trouble.bottom
            topMargin: 4
            rightMargin: 4
        }
        first: card.first
        second: card.second
        column: card.column
    }
    ListView {
        id: list
        objectName: "tagTable"
        // Rows made ahead of time are still being made when a filter takes their tags away, and Qt 6.4 warns of it.
        cacheBuffer: 0
        reuseItems: true
        anchors {
            left: head.left
            right: head.right
            top: head.bottom
            bottom: parent.bottom
            bottomMargin: 4
            rightMargin: -13
        }
        clip: true
        model: card.tags
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        highlightMoveDuration: 0
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Tags by region")
        T.ScrollBar.vertical: ScrollBar {
        }
        Keys.onRightPressed: card.step(1)
        Keys.onLeftPressed: card.step(-1)
        Keys.onUpPressed: card.jump(currentIndex - 1)
        Keys.onDownPressed: card.jump(currentIndex + 1)
        ListKeys {
            id: keys
            list: list
            page: Math.floor(list.height / Theme.row)
        }
        Keys.onPressed: event => {
            const to = keys.place(event.key);
            event.accepted = to >= 0 || event.matches(StandardKey.Copy);
            if (event.accepted)
                act(to);
        }
        function act(to) {
            to >= 0 ? card.jump(to) : Bridge.copy(card.tags.digestAt(currentIndex, card.chosen));
        }
        delegate: TagTableRow {
            width: head.width
            first: card.first
            second: card.second
            column: card.column
            current: ListView.isCurrentItem
            focused: current && list.activeFocus
            chosen: focused ? card.chosen - card.tags.first : -1
            last: index === list.count - 1
            onPicked: place => {
                list.forceActiveFocus();
                card.chosen = place + card.tags.first;
                card.jump(index);
            }
        }
        TagTableEmpty {
            anchors.centerIn: parent
            width: Math.min(440, parent.width - 40)
            visible: list.count === 0 && !Catalog.busy && Catalog.error === ""
        }
    }
    Connections {
        target: card.tags
        function onChanged() {
            card.keep();
        }
    }
}
