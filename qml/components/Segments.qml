// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.Ui

// One of a few choices, side by side; what the current one means stands below. `options` = [{key, label, hint}].
ColumnLayout {
    id: segments
    property var options: []
    property string current
    property string spoken
    readonly property int place: Math.max(0, options.findIndex(option => option.key === current))
    signal chosen(string key)
    function step(by) {
        const next = (place + by + options.length) % options.length;
        chosen(options[next].key);
        buttons.itemAt(next).forceActiveFocus(Qt.TabFocusReason);
    }

    spacing: 6
    Layout.fillWidth: true
    Layout.fillHeight: false
    Rectangle {
        implicitWidth: row.implicitWidth + 6
        implicitHeight: Theme.control
        radius: Theme.radiusField
        color: Theme.field
        border {
            width: 1
            color: Theme.border
        }
        Accessible.role: Accessible.Grouping
        Accessible.name: segments.spoken
        Row {
            id: row
            x: 3
            y: 3
            Repeater {
                id: buttons
                model: segments.options
                T.AbstractButton {
                    id: button
                    required property var modelData
                    required property int index
                    readonly property bool current: index === segments.place
                    objectName: "choice-" + modelData.key
                    text: modelData.label
                    implicitWidth: name.implicitWidth + 24
                    implicitHeight: Theme.control - 6
                    focusPolicy: Qt.StrongFocus
                    Accessible.role: Accessible.RadioButton
                    Accessible.name: text
                    Accessible.checked: current
                    onClicked: segments.chosen(modelData.key)
                    Keys.onRightPressed: segments.step(1)
                    Keys.onLeftPressed: segments.step(-1)
                    background: Rectangle {
                        radius: Theme.radiusSmall
                        color: button.current ? Theme.tinted(Theme.accent) : button.hovered ? Theme.surface2 : "transparent"
                        border {
                            width: button.current ? 1 : 0
                            color: Theme.accent
                        }
                        FocusRing {
                            shown: button.visualFocus
                        }
                    }
                    contentItem: Label {
                        id: name
                        text: button.text
                        horizontalAlignment: Text.AlignHCenter
                        color: button.current ? Theme.accent : Theme.text2
                        font {
                            pixelSize: Theme.small
                            weight: Font.Medium
                        }
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    Label {
        visible: text !== ""
        text: (segments.options[segments.place] || {}).hint || ""
        color: Theme.text3
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        Layout.fillWidth: true
    }
}
