// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Table of contents and search on the left, the page or what was found on the right.
FocusScope {
    id: view
    readonly property bool searching: Guide.query !== ""
    function takeKeyboard() {
        body.forceActiveFocus();
    }
    Shortcut {
        sequences: ["Ctrl+F", "/"]
        enabled: view.visible && !search.activeFocus
        onActivated: search.forceActiveFocus(Qt.ShortcutFocusReason)
    }
    RowLayout {
        anchors.fill: parent
        spacing: 0
        ColumnLayout {
            spacing: Theme.gap2
            Layout.fillWidth: false
            Layout.preferredWidth: 248
            Layout.margins: Theme.gap3
            SearchField {
                id: search
                objectName: "guideSearch"
                Layout.fillWidth: true
                placeholderText: qsTr("Search the guide")
                text: Guide.query
                onTextChanged: Guide.query = text
                Keys.onDownPressed: view.takeKeyboard()
            }
            GuideContents {
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
        Rectangle {
            Layout.fillHeight: true
            implicitWidth: 1
            color: Theme.hairline
        }
        GuideText {
            id: body
            visible: !view.searching
            focus: !view.searching
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        GuideFound {
            visible: view.searching
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
}
