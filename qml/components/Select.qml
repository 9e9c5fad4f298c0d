// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

T.ComboBox {
    id: control
    property string spoken
    property var choice
    currentIndex: count > 0 ? indexOfValue(choice) : -1
    implicitHeight: Theme.control
    implicitWidth: 220
    leftPadding: 10
    rightPadding: 30
    opacity: enabled ? 1 : 0.5
    Accessible.name: spoken

    contentItem: Label {
        text: control.displayText
        Accessible.ignored: true
    }
    indicator: Icon {
        x: control.width - width - 10
        y: (control.height - height) / 2
        name: "chevron-down"
        color: Theme.text3
    }
    background: Rectangle {
        radius: Theme.radiusField
        color: Theme.field
        border {
            width: control.activeFocus ? 2 : 1
            color: control.activeFocus ? Theme.accent : control.hovered ? Theme.borderStrong : Theme.border
        }
    }
    delegate: T.ItemDelegate {
        id: choice
        required property int index
        width: ListView.view.width
        implicitHeight: Theme.control
        text: control.textAt(index)
        highlighted: control.highlightedIndex === index
        background: Rectangle {
            radius: Theme.radiusSmall
            color: choice.highlighted || choice.hovered ? Theme.tinted(Theme.accent) : "transparent"
        }
        contentItem: Label {
            leftPadding: 8
            text: choice.text
            font.weight: control.currentIndex === choice.index ? Font.DemiBold : Font.Normal
        }
    }
    popup: T.Popup {
        y: control.height + 4
        width: control.width
        height: Math.min(contentItem.implicitHeight + 10, 320)
        padding: 5
        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: control.delegateModel
            currentIndex: control.highlightedIndex
        }
        background: Rectangle {
            radius: Theme.radiusField
            color: Theme.surface
            border {
                width: 1
                color: Theme.borderStrong
            }
        }
    }
}
