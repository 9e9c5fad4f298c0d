// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The catalogue of the source to pick from, and patterns for those who know what they want.
FocusScope {
    id: part
    readonly property var chosen: Setup.selection
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.gap3
        FormField {
            label: qsTr("Repositories")
            hint: qsTr("base/* is one level, ** is everything, ! in front leaves out. Enter adds one.")
            RowLayout {
                spacing: Theme.gap2
                TagInput {
                    objectName: "setup-patterns"
                    focus: true
                    Layout.fillWidth: true
                    spoken: qsTr("Patterns of repositories")
                    placeholder: qsTr("base/*, or pick from the list")
                    values: part.chosen.patterns
                    onEdited: values => part.chosen.setPatterns(values)
                }
                GhostButton {
                    objectName: "everything"
                    text: qsTr("Everything")
                    Layout.alignment: Qt.AlignTop
                    onClicked: part.chosen.everything()
                }
            }
        }
        InlineError {
            objectName: "listError"
            visible: text !== ""
            status: "warning"
            text: part.chosen.listError === "" ? "" : qsTr("No list: %1 Type the names above; patterns need a list too, so write names in full.").arg(part.chosen.listError)
            actionText: qsTr("Try again")
            onAction: part.chosen.refresh()
            Layout.fillWidth: true
        }
        BusyBar {
            visible: part.chosen.listing
            running: visible
            Layout.fillWidth: true
            Accessible.name: qsTr("Listing the repositories")
        }
        ColumnLayout {
            visible: !part.chosen.listing && part.chosen.listError === ""
            spacing: 0
            RowLayout {
                spacing: Theme.gap2
                Layout.bottomMargin: 6
                SearchField {
                    objectName: "setup-search"
                    Layout.fillWidth: true
                    placeholderText: qsTr("Search repositories")
                    text: part.chosen.search
                    onTextChanged: part.chosen.search = text
                    Keys.onDownPressed: list.forceActiveFocus(Qt.TabFocusReason)
                }
                Label {
                    text: part.chosen.countText
                    color: Theme.text2
                    font.pixelSize: Theme.small
                }
                GhostButton {
                    objectName: "pickShown"
                    text: qsTr("Pick these")
                    enabled: list.count > 0
                    onClicked: part.chosen.pickShown(true)
                }
                GhostButton {
                    objectName: "pickNone"
                    text: qsTr("None")
                    enabled: list.count > 0
                    onClicked: part.chosen.pickShown(false)
                }
            }
            Rectangle {
                Layout.fillWidth: true
                implicitHeight: Math.max(40, Math.min(188, list.contentHeight + 12))
                radius: Theme.radiusField
                color: Theme.bg
                border {
                    width: list.activeFocus ? 2 : 1
                    color: list.activeFocus ? Theme.accent : Theme.border
                }
                ListView {
                    id: list
                    objectName: "setup-repositories"
                    anchors {
                        fill: parent
                        margins: 6
                    }
                    clip: true
                    model: part.chosen.rows
                    activeFocusOnTab: true
                    boundsBehavior: Flickable.StopAtBounds
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("Repositories, %1").arg(part.chosen.countText)
                    Keys.onSpacePressed: part.chosen.toggle(currentIndex)
                    T.ScrollBar.vertical: ScrollBar {
                    }
                    delegate: Rectangle {
                        id: row
                        required property string name
                        required property bool picked
                        required property int index
                        width: list.width - 12
                        height: 30
                        radius: Theme.radiusSmall
                        color: list.activeFocus && ListView.isCurrentItem ? Theme.surface2 : "transparent"
                        CheckBox {
                            anchors {
                                left: parent.left
                                right: parent.right
                                leftMargin: 6
                                verticalCenter: parent.verticalCenter
                            }
                            focusPolicy: Qt.NoFocus
                            text: row.name
                            checked: row.picked
                            onClicked: part.chosen.toggle(row.index)
                        }
                    }
                }
                Label {
                    anchors.centerIn: parent
                    visible: list.count === 0
                    text: part.chosen.search !== "" ? qsTr("No repository has that in its name") : qsTr("The registry lists no repository yet")
                    color: Theme.text3
                    font.pixelSize: Theme.small
                }
            }
        }
    }
}
