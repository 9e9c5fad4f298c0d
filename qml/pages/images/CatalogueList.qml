// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The catalogues of all regions as one list: search as you type, arrows choose.
Card {
    id: card
    readonly property var found: Catalog.repositories
    spoken: qsTr("Repositories")
    function sync() {
        list.currentIndex = found.rows.find(Catalog.repository);
    }
    function pick(row) {
        if (row >= 0)
            Catalog.repository = found.rows.nameAt(row);
    }

    RowLayout {
        id: bar
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 12
        }
        spacing: Theme.gap2
        SearchField {
            objectName: "repositorySearch"
            Layout.fillWidth: true
            placeholderText: qsTr("Find a repository")
            text: card.found.rows.filter
            onTextEdited: card.found.rows.filter = text
            onTextChanged: if (text === "")
                card.found.rows.filter = ""
            Keys.onDownPressed: list.forceActiveFocus()
            onAccepted: card.pick(0)
        }
        IconButton {
            objectName: "repositoryOrder"
            readonly property bool byRegions: card.found.rows.order === "regions"
            iconName: byRegions ? "arrow-up-narrow-wide" : "arrow-down-a-z"
            text: byRegions ? qsTr("Sorted by regions, fewest first. Sort by name") : qsTr("Sorted by name. Sort by regions, fewest first")
            onClicked: card.found.rows.order = byRegions ? "name" : "regions"
        }
        IconButton {
            objectName: "readCatalogues"
            iconName: "refresh-cw"
            iconSize: 16
            text: qsTr("Read the catalogues again")
            enabled: card.found.waiting === 0
            onClicked: Catalog.refresh()
        }
    }
    BusyBar {
        id: busy
        anchors {
            left: parent.left
            right: parent.right
            top: bar.bottom
            topMargin: 8
        }
        anchors {
            leftMargin: 1
            rightMargin: 1
        }
        running: card.found.waiting > 0
        opacity: running ? 1 : 0
        Accessible.name: qsTr("Reading the catalogues")
    }
    ListView {
        id: list
        objectName: "repositories"
        anchors {
            left: parent.left
            right: parent.right
            top: busy.bottom
            bottom: foot.top
            leftMargin: 12
            rightMargin: 4
            topMargin: 2
        }
        clip: true
        cacheBuffer: 0
        reuseItems: true
        model: card.found.rows
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        highlightMoveDuration: 0
        currentIndex: -1
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Repositories")
        T.ScrollBar.vertical: ScrollBar {
        }
        Keys.onUpPressed: card.pick(Math.max(0, currentIndex - 1))
        Keys.onDownPressed: card.pick(Math.min(count - 1, currentIndex + 1))
        ListKeys {
            id: keys
            list: list
            page: Math.floor(list.height / 44)
        }
        Keys.onPressed: event => {
            const to = keys.place(event.key);
            event.accepted = to >= 0;
            if (to >= 0)
                card.pick(to);
        }
        delegate: CatalogueRow {
            width: list.width - 12
            current: ListView.isCurrentItem
            focused: current && list.activeFocus
            last: index === list.count - 1
            onClicked: {
                list.forceActiveFocus();
                card.pick(index);
            }
        }
        Label {
            objectName: "noRepository"
            anchors.centerIn: parent
            width: parent.width - 24
            visible: list.count === 0 && card.found.waiting === 0
            text: card.found.rows.total > 0 ? qsTr("No repository fits") : qsTr("The registries are empty. Push an image to the primary region, then read again.")
            color: Theme.text3
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            horizontalAlignment: Text.AlignHCenter
        }
    }
    ColumnLayout {
        id: foot
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            margins: 12
            bottomMargin: visible ? 10 : 4
        }
        visible: card.found.problems.length > 0
        height: visible ? implicitHeight : 0
        spacing: 4
        Repeater {
            model: card.found.problems.slice(0, 2)
            RowLayout {
                id: problem
                required property string modelData
                spacing: 6
                Accessible.role: Accessible.AlertMessage
                Accessible.name: modelData
                Icon {
                    name: "triangle-alert"
                    color: Theme.warn
                    size: 14
                }
                Label {
                    text: problem.modelData
                    color: Theme.warn
                    font.pixelSize: Theme.small
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
                HoverHandler {
                    id: over
                }
                Tooltip {
                    text: problem.modelData
                    shown: over.hovered
                    y: -height - 4
                }
            }
        }
        Label {
            visible: card.found.problems.length > 2
            text: qsTr("and %1 more regions").arg(card.found.problems.length - 2)
            color: Theme.text2
            font.pixelSize: Theme.small
        }
        Label {
            text: qsTr("Repositories that rules name are listed anyway.")
            color: Theme.text2
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            Layout.fillWidth: true
        }
    }
    Connections {
        target: card.found.rows
        function onChanged() {
            card.sync();
        }
    }
    Connections {
        target: Catalog
        function onChanged() {
            card.sync();
        }
    }
    Component.onCompleted: sync()
}
