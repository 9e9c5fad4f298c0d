// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// Language names stand in their own language.
T.Popup {
    id: menu
    readonly property var languages: [{
            "key": "en",
            "label": "English"
        }, {
            "key": "zh_CN",
            "label": "简体中文"
        }]
    width: 168
    height: contentItem.implicitHeight + 2 * padding
    padding: 6
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    background: Rectangle {
        radius: Theme.radiusField
        color: Theme.surface
        border {
            width: 1
            color: Theme.borderStrong
        }
    }
    contentItem: Column {
        Accessible.role: Accessible.PopupMenu
        Accessible.name: qsTr("Language")
        Repeater {
            model: menu.languages
            TableRow {
                id: row
                required property var modelData
                required property int index
                objectName: "language-" + modelData.key
                width: parent.width
                implicitHeight: Theme.control
                inset: 0
                last: true
                focus: index === 0
                spoken: modelData.label
                current: Appearance.language === modelData.key
                onClicked: {
                    menu.close();
                    Appearance.language = modelData.key;
                }
                contentItem: Label {
                    leftPadding: 10
                    text: row.modelData.label
                }
            }
        }
    }
}
