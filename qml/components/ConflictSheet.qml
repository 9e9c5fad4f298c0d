// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Tags in regions that somebody else has set: what is where, and what is to happen. `promotion` as Bridge has it.
SideSheet {
    id: sheet
    objectName: "conflictSheet"
    topic: "promotion#conflicts"
    property var promotion: ({})
    property string choice: "stop"
    function show(status) {
        rewind();
        promotion = status;
        choice = "stop";
        open();
    }
    width: Math.min(780, parent ? parent.width - 80 : 780)
    title: qsTr("Conflict in %1").arg(promotion.ruleId || "")
    note: qsTr("Somebody else has set these tags. Nothing has been changed.")

    Segments {
        objectName: "conflictChoice"
        spoken: qsTr("What is to happen")
        current: sheet.choice
        options: [{
                "key": "stop",
                "label": qsTr("Leave everything"),
                "hint": qsTr("No tag is set anywhere. The source's images stay staged; the regions keep what they have.")
            }, {
                "key": "overwrite",
                "label": qsTr("Overwrite with the source's"),
                "hint": qsTr("The tags below are set to what the source has. What somebody pushed there loses its tag.")
            }, {
                "key": "keep",
                "label": qsTr("Keep the region's"),
                "hint": qsTr("The tags below stay as they are in these regions; all others are set.")
            }]
        onChosen: key => sheet.choice = key
    }
    Repeater {
        model: sheet.promotion.conflicts || []
        Rectangle {
            id: entry
            required property var modelData
            Layout.fillWidth: true
            implicitHeight: facts.implicitHeight + 24
            radius: Theme.radiusField
            color: Theme.bg
            border {
                width: 1
                color: Theme.border
            }
            Accessible.role: Accessible.Grouping
            Accessible.name: modelData.ref + ", " + modelData.regionName
            ColumnLayout {
                id: facts
                anchors {
                    left: parent.left
                    right: parent.right
                    top: parent.top
                    margins: 12
                    leftMargin: 14
                }
                spacing: 8
                RowLayout {
                    spacing: Theme.gap2
                    Icon {
                        name: "triangle-alert"
                        color: Theme.bad
                        size: 15
                    }
                    Label {
                        text: entry.modelData.ref
                        font.weight: Font.DemiBold
                    }
                    Label {
                        text: entry.modelData.regionName
                        color: Theme.text2
                        Layout.fillWidth: true
                    }
                }
                RowLayout {
                    spacing: Theme.gap5
                    Digest {
                        label: qsTr("We left")
                        brief: entry.modelData.recordedText
                        whole: entry.modelData.recorded
                    }
                    Digest {
                        label: qsTr("Is there now")
                        brief: entry.modelData.foundText
                        whole: entry.modelData.found
                        strong: true
                    }
                    Digest {
                        label: qsTr("The source has")
                        brief: entry.modelData.wantedText
                        whole: entry.modelData.wanted
                    }
                    Item {
                        Layout.fillWidth: true
                    }
                }
            }
        }
    }
    footer: [
        Item {
            Layout.fillWidth: true
        },
        GhostButton {
            text: qsTr("Cancel")
            onClicked: sheet.close()
        },
        PrimaryButton {
            objectName: "decided"
            visible: sheet.choice !== "overwrite"
            text: sheet.choice === "keep" ? qsTr("Keep and promote the rest") : qsTr("Leave everything")
            onClicked: sheet.decide()
        },
        DangerButton {
            objectName: "overwrite"
            visible: sheet.choice === "overwrite"
            text: qsTr("Overwrite and promote")
            onClicked: sheet.decide()
        }
    ]
    function decide() {
        close();
        Bridge.resolveConflict(promotion.ruleId, choice);
    }

    component Digest: ColumnLayout {
        id: digest
        property string label
        property string brief
        property string whole
        property bool strong: false
        spacing: 2
        Layout.preferredWidth: 190
        Label {
            text: digest.label
            color: Theme.text2
            font.pixelSize: Theme.small
        }
        RowLayout {
            spacing: 2
            Label {
                text: digest.brief === "" ? qsTr("nothing") : digest.brief
                color: digest.strong ? Theme.bad : Theme.text
                font {
                    family: Theme.mono
                    pixelSize: Theme.body
                }
                Layout.minimumHeight: 24
            }
            IconButton {
                visible: digest.whole !== ""
                width: 24
                height: 24
                implicitWidth: 24
                implicitHeight: 24
                iconName: "copy"
                iconSize: 13
                text: qsTr("Copy %1").arg(digest.whole)
                onClicked: Bridge.copy(digest.whole)
            }
        }
    }
}
