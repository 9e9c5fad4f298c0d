// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// What the keyboard does everywhere.
T.Popup {
    id: dialog
    objectName: "shortcutsDialog"
    readonly property var groups: Finder.shortcuts.map(one => one.group).filter((group, at, all) => all.indexOf(group) === at)
    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(760, parent ? parent.width - 80 : 760)
    height: contentItem.implicitHeight + 2 * padding
    modal: true
    focus: true
    padding: Theme.gap5
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    onOpened: done.forceActiveFocus()
    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border {
            width: 1
            color: Theme.borderStrong
        }
    }
    contentItem: ColumnLayout {
        spacing: Theme.gap4
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Keyboard shortcuts")
        RowLayout {
            Label {
                text: qsTr("Keyboard shortcuts")
                font {
                    pixelSize: Theme.pageTitle
                    weight: Font.DemiBold
                }
                Layout.fillWidth: true
                Accessible.role: Accessible.Heading
            }
            IconButton {
                id: done
                iconName: "x"
                text: qsTr("Close")
                onClicked: dialog.close()
            }
        }
        GridLayout {
            columns: 2
            columnSpacing: Theme.gap5 * 2
            rowSpacing: Theme.gap4
            Repeater {
                model: dialog.groups
                ColumnLayout {
                    id: group
                    required property string modelData
                    spacing: 6
                    Layout.alignment: Qt.AlignTop
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    SectionTitle {
                        text: group.modelData
                    }
                    Repeater {
                        model: Finder.shortcuts.filter(one => one.group === group.modelData)
                        Item {
                            // by anchors: layouts in layouts lose the height of wrapped text
                            id: line
                            required property var modelData
                            implicitHeight: Math.max(words.implicitHeight, hint.implicitHeight)
                            Layout.fillWidth: true
                            Accessible.role: Accessible.StaticText
                            Accessible.name: modelData.keys + ": " + modelData.text
                            Label {
                                id: words
                                anchors {
                                    left: parent.left
                                    right: hint.left
                                    rightMargin: Theme.gap2
                                }
                                text: line.modelData.text
                                color: Theme.text2
                                wrapMode: Text.Wrap
                                elide: Text.ElideNone
                                Accessible.ignored: true
                            }
                            KeyHint {
                                id: hint
                                anchors {
                                    right: parent.right
                                    top: parent.top
                                }
                                text: line.modelData.keys
                            }
                        }
                    }
                }
            }
        }
    }
}
