// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// One repository's tags in all regions. Arrows go over the cells, Enter copies a digest.
Item {
    id: view
    readonly property var looked: Bridge.consistency
    readonly property real first: Math.max(150, header.width * 0.2)
    readonly property real column: (header.width - first) / Math.max(1, looked.regions.length)
    property int chosen: 0

    RowLayout {
        id: bar
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 12
            leftMargin: 16
            rightMargin: 16
        }
        spacing: Theme.gap3
        Select {
            objectName: "matrixRepository"
            Layout.preferredWidth: 220
            spoken: qsTr("Repository")
            model: view.looked.repositories
            currentIndex: view.looked.repositories.indexOf(view.looked.repository)
            onActivated: index => view.looked.repository = view.looked.repositories[index]
        }
        SearchField {
            objectName: "matrixFilter"
            Layout.preferredWidth: 170
            placeholderText: qsTr("Find a tag")
            onTextChanged: view.looked.tags.filter = text
        }
        Switch {
            objectName: "driftOnly"
            text: qsTr("Only drift")
            checked: view.looked.tags.driftOnly
            onToggled: view.looked.tags.driftOnly = checked
        }
        Label {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignRight
            text: view.looked.busy ? qsTr("Reading the regions…") : view.looked.tags.total === 0 ? "" : qsTr("%1 tags, %2 drift").arg(view.looked.tags.total.toLocaleString(Qt.locale(), "f", 0)).arg(view.looked.tags.drifted.toLocaleString(Qt.locale(), "f", 0))
            color: Theme.text2
            font.pixelSize: Theme.small
        }
        IconButton {
            iconName: "refresh-cw"
            iconSize: 16
            text: qsTr("Read again")
            enabled: !view.looked.busy
            onClicked: view.looked.refresh()
        }
    }
    ColumnLayout {
        id: trouble
        anchors {
            left: bar.left
            right: bar.right
            top: bar.bottom
            topMargin: visible ? 8 : 0
        }
        visible: view.looked.error !== "" || view.looked.problems.length > 0
        InlineError {
            visible: text !== ""
            text: view.looked.error
            Layout.fillWidth: true
        }
        Repeater {
            model: view.looked.problems
            InlineError {
                required property string modelData
                status: "warning"
                text: modelData
                Layout.fillWidth: true
            }
        }
    }
    Item {
        id: header
        anchors {
            left: bar.left
            right: bar.right
            top: trouble.visible ? trouble.bottom : bar.bottom
            topMargin: 4
        }
        height: Theme.row
        Label {
            width: view.first
            height: parent.height
            text: qsTr("Tag")
            color: Theme.text2
            font.pixelSize: Theme.small
            Accessible.role: Accessible.ColumnHeader
        }
        Repeater {
            model: view.looked.regions
            Label {
                required property string modelData
                required property int index
                x: view.first + index * view.column
                width: view.column - 8
                height: parent.height
                leftPadding: 6
                text: modelData
                color: Theme.text2
                font.pixelSize: Theme.small
                Accessible.role: Accessible.ColumnHeader
            }
        }
        Rectangle {
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
            }
            height: 1
            color: Theme.hairline
        }
    }
    ListView {
        id: list
        objectName: "matrix"
        // Rows made ahead of time are still being made when a filter takes their tags away, and Qt 6.4 warns of it.
        cacheBuffer: 0
        anchors {
            left: header.left
            right: header.right
            top: header.bottom
            bottom: parent.bottom
            bottomMargin: 4
            rightMargin: -13
        }
        clip: true
        model: view.looked.tags
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        highlightMoveDuration: 0
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Tags by region")
        T.ScrollBar.vertical: ScrollBar {
        }
        Keys.onRightPressed: view.chosen = Math.min(view.looked.regions.length - 1, view.chosen + 1)
        Keys.onLeftPressed: view.chosen = Math.max(0, view.chosen - 1)
        ListKeys {
            id: keys
            list: list
            page: Math.floor(list.height / Theme.row)
        }
        Keys.onPressed: event => {
            const to = keys.place(event.key);
            event.accepted = to >= 0;
            if (to >= 0)
                currentIndex = to;
        }
        delegate: MatrixRow {
            width: header.width
            first: view.first
            column: view.column
            current: ListView.isCurrentItem && list.activeFocus
            chosen: current ? view.chosen : -1
            last: index === list.count - 1
            onPicked: place => {
                list.forceActiveFocus();
                list.currentIndex = index;
                view.chosen = place;
            }
        }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0 && !view.looked.busy
            text: view.looked.tags.total > 0 ? qsTr("No tag fits") : qsTr("No tags here")
            color: Theme.text3
        }
    }
}
