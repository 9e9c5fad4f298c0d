// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// Everything that can be gone to or done, by a few letters of its name.
T.Popup {
    id: dialog
    objectName: "palette"
    function choose(row) {
        close();
        Finder.choose(row);
    }

    parent: T.Overlay.overlay
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.round(Math.min(96, parent.height * 0.1)) : 0
    width: Math.min(640, parent ? parent.width - 80 : 640)
    height: Math.min(contentItem.implicitHeight + 2 * padding, parent ? parent.height - 2 * y : 600)
    modal: true
    focus: true
    padding: 10
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    onAboutToShow: {
        Finder.open();
        field.text = "";
        field.forceActiveFocus();
    }
    Connections {
        target: Finder
        function onQueryChanged() {
            list.currentIndex = 0;
            list.positionViewAtBeginning();
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border {
            width: 1
            color: Theme.borderStrong
        }
    }
    contentItem: ColumnLayout {
        spacing: Theme.gap2
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Find anything, do anything")
        SearchField {
            id: field
            objectName: "paletteField"
            Layout.fillWidth: true
            implicitHeight: 40
            focus: true
            placeholderText: qsTr("Page, region, rule, job, image, digest or action")
            Accessible.description: list.currentItem ? list.currentItem.spoken : ""
            onTextChanged: Finder.query = text
            onAccepted: dialog.choose(list.currentIndex)
            Keys.onDownPressed: list.incrementCurrentIndex()
            Keys.onUpPressed: list.decrementCurrentIndex()
            Keys.onPressed: event => {
                event.accepted = list.page(event.key);
            }
        }
        ListView {
            id: list
            objectName: "paletteList"
            readonly property int leap: 8
            function page(key) {
                const by = key === Qt.Key_PageDown ? leap : key === Qt.Key_PageUp ? -leap : 0;
                currentIndex = Math.max(0, Math.min(count - 1, currentIndex + by));
                return by !== 0;
            }
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: 10 * 40
            visible: count > 0
            clip: true
            model: Finder.rows
            boundsBehavior: Flickable.StopAtBounds
            highlightMoveDuration: 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Results")
            T.ScrollBar.vertical: ScrollBar {
            }
            delegate: PaletteRow {
                width: list.width - 12
                current: ListView.isCurrentItem
                onClicked: dialog.choose(index)
            }
        }
        EmptyState {
            visible: list.count === 0
            Layout.fillWidth: true
            Layout.margins: Theme.gap5
            iconName: "search"
            title: qsTr("Nothing is called that")
            text: qsTr("Images are found here once they were listed or copied. A whole name, such as app/web:1.2, opens any image.")
        }
        RowLayout {
            Layout.leftMargin: Theme.gap2
            spacing: Theme.gap2
            Repeater {
                model: [{
                        "keys": "↑ ↓",
                        "text": qsTr("choose")
                    }, {
                        "keys": "Enter",
                        "text": qsTr("open or do")
                    }, {
                        "keys": "Esc",
                        "text": qsTr("close")
                    }]
                RowLayout {
                    id: hint
                    required property var modelData
                    spacing: 6
                    KeyHint {
                        text: hint.modelData.keys
                    }
                    Label {
                        text: hint.modelData.text
                        color: Theme.text3
                        font.pixelSize: Theme.caption
                        Layout.rightMargin: Theme.gap2
                    }
                }
            }
        }
    }
}
