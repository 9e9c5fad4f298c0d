// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

// Names of views that share one place; arrow keys go along them. `tabs` = [{key, label}].
Row {
    id: strip
    property var tabs: []
    property string current
    property string spoken
    signal chosen(string key)
    function step(by) {
        const place = tabs.findIndex(tab => tab.key === current);
        chosen(tabs[(place + by + tabs.length) % tabs.length].key);
        buttons.itemAt(tabs.findIndex(tab => tab.key === current)).forceActiveFocus(Qt.TabFocusReason);
    }

    spacing: 4
    Accessible.role: Accessible.PageTabList
    Accessible.name: spoken
    Repeater {
        id: buttons
        model: strip.tabs
        T.TabButton {
            id: tab
            required property var modelData
            objectName: "tab-" + modelData.key
            text: modelData.label
            checkable: false
            checked: strip.current === modelData.key
            implicitHeight: Theme.control
            implicitWidth: label.implicitWidth + 24
            focusPolicy: Qt.StrongFocus
            Accessible.name: text
            onClicked: strip.chosen(modelData.key)
            Keys.onRightPressed: strip.step(1)
            Keys.onLeftPressed: strip.step(-1)
            background: Rectangle {
                radius: Theme.radiusSmall
                color: tab.hovered && !tab.checked ? Theme.surface2 : "transparent"
                FocusRing {
                    shown: tab.visualFocus
                }
                Rectangle {
                    visible: tab.checked
                    anchors {
                        left: parent.left
                        right: parent.right
                        bottom: parent.bottom
                        leftMargin: 8
                        rightMargin: 8
                    }
                    height: 2
                    radius: 1
                    color: Theme.accent
                }
            }
            contentItem: Label {
                id: label
                text: tab.text
                horizontalAlignment: Text.AlignHCenter
                color: tab.checked ? Theme.text : Theme.text2
                font.weight: tab.checked ? Font.DemiBold : Font.Medium
                Accessible.ignored: true
            }
        }
    }
}
