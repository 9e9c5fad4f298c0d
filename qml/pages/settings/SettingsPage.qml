// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

Page {
    id: page
    title: qsTr("Settings")
    subtitle: qsTr("This console on this machine")
    Component.onCompleted: Settings.lookAgain()

    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: body.implicitHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {
        }
        // What takes the keyboard comes into sight.
        function reveal(item) {
            const top = item && item.mapToItem ? item.mapToItem(body, 0, 0).y : contentY + 24;
            const bottom = top + (item ? item.height : 0);
            const to = top < contentY ? top - 24 : bottom > contentY + height ? bottom - height + 24 : contentY;
            contentY = Math.max(0, Math.min(to, contentHeight - height));
        }
        readonly property Item focused: page.Window.activeFocusItem
        onFocusedChanged: if (page.activeFocus)
            reveal(focused)
        GridLayout {
            id: body
            width: flick.width - 14
            columns: 2
            columnSpacing: Theme.cardGap
            rowSpacing: Theme.cardGap
            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: Theme.cardGap
                AppearanceCard {
                    Layout.fillWidth: true
                }
                NotesCard {
                    Layout.fillWidth: true
                }
                AboutCard {
                    Layout.fillWidth: true
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: Theme.cardGap
                PlacesCard {
                    Layout.fillWidth: true
                }
                ServiceCard {
                    Layout.fillWidth: true
                }
                NetworkCard {
                    Layout.fillWidth: true
                }
                BackupCard {
                    visible: !Bridge.offline && Bridge.fleetFile !== ""
                    Layout.fillWidth: true
                    onBackupWanted: chooser.ask()
                }
            }
        }
    }
    // The desktop's own dialog is loaded when it is asked for.
    Loader {
        id: chooser
        function ask() {
            active = true;
            item.open();
        }
        active: false
        sourceComponent: Component {
            BackupChooser {
            }
        }
    }
}
