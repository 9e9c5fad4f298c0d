// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// The registry that images come from; and the two ways around this set-up.
FocusScope {
    id: step
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.gap4
        SetupHead {
            title: qsTr("Which registry do you push to?")
            text: qsTr("Paste its address. Everything else is found out, and nothing is changed there.")
        }
        SetupRegionForm {
            focus: true
            Layout.fillWidth: true
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: 1
            color: Theme.hairline
            Layout.topMargin: Theme.gap2
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap2
            GhostButton {
                objectName: "importSetup"
                text: qsTr("Import an existing set-up")
                iconName: "arrow-down-to-line"
                onClicked: {
                    importer.had = Bridge.rules.count;
                    importer.start();
                }
            }
            GhostButton {
                objectName: "editFile"
                visible: Bridge.fleetFile !== ""
                text: qsTr("Edit the fleet file instead")
                iconName: "pencil"
                onClicked: file.visible = !file.visible
            }
        }
        ColumnLayout {
            id: file
            objectName: "fileCard"
            visible: false
            spacing: Theme.gap2
            Layout.fillWidth: true
            Label {
                text: qsTr("Everything that is asked here stands in this file. Meridian reads it at its next start.")
                color: Theme.text2
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
                Layout.fillWidth: true
            }
            CodeBlock {
                text: Bridge.fleetFile
                spoken: qsTr("Fleet file")
                Layout.fillWidth: true
            }
            GhostButton {
                objectName: "openFolder"
                text: qsTr("Open the folder")
                onClicked: Qt.openUrlExternally(Setup.fleetFolder)
            }
        }
    }
    RuleImport {
        id: importer
        property int had: 0
        onClosed: if (Bridge.rules.count > had)
            Setup.imported()
    }
}
