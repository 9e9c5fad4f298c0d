// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Brings images into regions ahead of need: choose, see what is missing, one click, and watch it arrive.
SideSheet {
    id: sheet
    objectName: "prewarmSheet"
    topic: "commands#move"
    readonly property bool choosing: Prewarm.stage === "choose"
    width: Math.min(600, parent ? parent.width - 120 : 600)
    title: qsTr("Prewarm")
    note: choosing ? qsTr("Images are in the regions before anybody pulls them.") : Prewarm.images.join(", ")
    onOpened: if (choosing && Prewarm.images.length === 0)
        entry.forceActiveFocus()

    FormField {
        visible: sheet.choosing
        label: qsTr("Images")
        Flow {
            visible: Prewarm.images.length > 0
            Layout.fillWidth: true
            spacing: 6
            Repeater {
                model: Prewarm.images
                Chip {
                    required property string modelData
                    text: modelData
                    removable: true
                    onRemoved: Prewarm.remove(modelData)
                }
            }
        }
        PrewarmEntry {
            id: entry
            Layout.fillWidth: true
        }
    }
    FormField {
        objectName: "prewarmPlatforms"
        visible: sheet.choosing && Prewarm.platforms.count > 1
        label: qsTr("Platforms")
        hint: Prewarm.noteText === "" ? qsTr("All of them, unless you choose some.") : Prewarm.noteText
        Flow {
            Layout.fillWidth: true
            spacing: 6
            Repeater {
                model: Prewarm.platforms
                Pick {
                    required property string key
                    required property bool wanted
                    objectName: "platform-" + key
                    text: key
                    checked: wanted
                    onClicked: Prewarm.setPlatform(key, !wanted)
                }
            }
        }
    }
    ColumnLayout {
        visible: Prewarm.regions.count > 0
        Layout.fillHeight: false
        spacing: 0
        RowLayout {
            SectionTitle {
                text: qsTr("Regions")
                Layout.fillWidth: true
            }
            Label {
                visible: sheet.choosing
                text: Prewarm.sourceText
                color: Theme.text2
                font.pixelSize: Theme.small
            }
        }
        BusyBar {
            Layout.fillWidth: true
            Layout.topMargin: 6
            running: Prewarm.busy
            opacity: running ? 1 : 0
            Accessible.name: qsTr("Comparing the registries")
        }
        Repeater {
            model: Prewarm.regions
            PrewarmRegion {
                Layout.fillWidth: true
                choosing: sheet.choosing
            }
        }
    }
    InlineError {
        objectName: "prewarmError"
        visible: text !== ""
        text: Prewarm.error
        Layout.fillWidth: true
    }
    Label {
        visible: sheet.choosing && Prewarm.images.length === 0
        text: qsTr("Type to search the catalogue, choose a tag, and every region that lacks the image is offered.")
        color: Theme.text2
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        Layout.fillWidth: true
    }
    ColumnLayout {
        visible: Prewarm.cli !== "" && sheet.choosing && Prewarm.canStart
        Layout.fillHeight: false
        spacing: 6
        SectionTitle {
            text: qsTr("On the command line")
        }
        CodeBlock {
            Layout.fillWidth: true
            text: Prewarm.cli
            spoken: qsTr("On the command line")
        }
    }
    StatusPill {
        objectName: "prewarmResult"
        visible: Prewarm.stage === "done"
        status: Prewarm.resultStatus
        word: Prewarm.resultText
    }

    footer: [
        Label {
            objectName: "prewarmTotal"
            text: sheet.choosing ? Prewarm.totalText : ""
            color: Theme.text2
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            Layout.fillWidth: true
        },
        GhostButton {
            text: qsTr("Close")
            onClicked: sheet.close()
        },
        GhostButton {
            objectName: "prewarmJob"
            visible: !sheet.choosing
            text: qsTr("Show the job")
            onClicked: {
                sheet.close();
                Bridge.selectedJob = Prewarm.jobId;
                Bridge.open("jobs");
            }
        },
        DangerButton {
            objectName: "prewarmCancel"
            visible: Prewarm.stage === "run"
            text: qsTr("Cancel")
            onClicked: Prewarm.cancel()
        },
        GhostButton {
            objectName: "prewarmAgain"
            visible: Prewarm.stage === "done"
            text: qsTr("Look again")
            iconName: "refresh-cw"
            onClicked: Prewarm.again()
        },
        PrimaryButton {
            objectName: "prewarmStart"
            visible: sheet.choosing
            text: qsTr("Prewarm now")
            iconName: "flame"
            enabled: Prewarm.canStart
            onClicked: Prewarm.start()
        }
    ]
    Connections {
        target: Finder
        function onWanted(kind, value) {
            if (kind === "prewarm")
                Prewarm.open(value);
        }
    }
    Connections {
        target: Prewarm
        function onAsked() {
            sheet.open();
        }
    }
}
