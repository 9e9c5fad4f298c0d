// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// One page of the guide. Up and Down go through it, Left and Right among the links of a paragraph, Return follows one.
FocusScope {
    id: pane
    readonly property string style: "<style>a{color:" + Theme.accent + ";text-decoration:none}code{font-family:" + Theme.mono + ";color:" + Theme.text + ";background-color:" + Theme.surface2 + "}</style>"
    readonly property var links: list.currentItem ? list.currentItem.links : []
    readonly property var link: links.length > 0 ? links[Math.min(chosen, links.length - 1)] : null
    property int chosen: 0
    function choose(by) {
        chosen = links.length > 0 ? (chosen + by + links.length) % links.length : 0;
    }
    function act() {
        link ? Guide.follow(link.target) : list.currentItem && list.currentItem.kind === "code" ? Bridge.copy(list.currentItem.text) : undefined;
    }
    function goTo(row) {
        list.currentIndex = row;
        list.positionViewAtIndex(row, ListView.Beginning);
    }
    Component.onCompleted: Qt.callLater(goTo, Guide.block)
    Connections {
        target: Guide
        function onPlaceChanged() {
            Qt.callLater(pane.goTo, Guide.block);
        }
    }
    ListView {
        id: list
        objectName: "guideText"
        anchors {
            fill: parent
            leftMargin: Theme.gap5
            topMargin: Theme.gap2
            bottomMargin: hint.visible ? hint.height : 0
        }
        focus: true
        activeFocusOnTab: true
        clip: true
        model: Guide.blocks
        spacing: 2
        cacheBuffer: 2000
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: 0
        footer: Item {
            width: 1
            height: 40
        }
        Accessible.role: Accessible.List
        Accessible.name: Guide.title
        T.ScrollBar.vertical: ScrollBar {
        }
        onCurrentIndexChanged: pane.chosen = 0
        Keys.onReturnPressed: pane.act()
        Keys.onLeftPressed: pane.choose(-1)
        Keys.onRightPressed: pane.choose(1)
        Keys.onPressed: event => {
            const to = keys.place(event.key);
            event.accepted = to >= 0;
            if (to >= 0)
                currentIndex = to;
        }
        delegate: GuideBlock {
            width: Math.min(list.width - Theme.gap5, 860)
            style: pane.style
            current: ListView.isCurrentItem && list.activeFocus
            chosen: current && pane.link ? pane.link.target : ""
            onFollowed: target => Guide.follow(target)
            onPicked: list.currentIndex = index
        }
        ListKeys {
            id: keys
            list: list
            page: 8
        }
    }
    Label {
        id: hint
        objectName: "guideHint"
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            leftMargin: Theme.gap5
        }
        visible: list.activeFocus && pane.link !== null
        height: 28
        text: pane.link ? qsTr("Return: %1").arg(pane.link.text) : ""
        color: Theme.text3
        font.pixelSize: Theme.small
    }
}
