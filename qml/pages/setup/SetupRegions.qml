// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// The regions that get copies: those that are there, and a form for one more.
FocusScope {
    id: step
    implicitHeight: column.implicitHeight
    function enter(part) {
        part.forceActiveFocus(Qt.TabFocusReason);
    }
    Connections {
        target: Setup
        function onStepChanged() {
            body.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.gap4
        SetupHead {
            title: qsTr("Which regions get copies?")
            text: qsTr("One is enough to begin with; the same few questions for each.")
        }
        Repeater {
            model: Setup.describing ? [] : Setup.regions // one thing at a time
            SetupRegionRow {
                Layout.fillWidth: true
            }
        }
        Loader {
            id: body
            focus: true
            Layout.fillWidth: true
            sourceComponent: Setup.describing ? form : more
            onLoaded: step.enter(item)
        }
    }
    Component {
        id: form
        FocusScope {
            implicitHeight: described.implicitHeight
            ColumnLayout {
                id: described
                width: parent.width
                spacing: Theme.gap4
                RowLayout {
                    SectionTitle {
                        text: Setup.region.known ? qsTr("Change this region") : qsTr("One more region")
                        Layout.fillWidth: true
                    }
                    GhostButton {
                        objectName: "stopDescribing"
                        visible: Setup.regions.length > 1
                        text: qsTr("Leave it out")
                        onClicked: Setup.stopDescribing()
                    }
                }
                SetupRegionForm {
                    focus: true
                    Layout.fillWidth: true
                }
            }
        }
    }
    Component {
        id: more
        FocusScope {
            // has the keyboard itself: Enter leads on
            objectName: "setup-more"
            implicitHeight: add.implicitHeight
            GhostButton {
                id: add
                objectName: "addRegion"
                text: qsTr("Add another region")
                iconName: "plus"
                onClicked: Setup.addRegion()
            }
        }
    }
}
