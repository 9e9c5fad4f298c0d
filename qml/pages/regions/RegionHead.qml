// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// How a region stands, in words: its state, why not, what helps, and what can be done with it.
Card {
    id: head
    property var region: ({})
    readonly property var fixes: ({
            "edit": qsTr("Edit region"),
            "check": qsTr("Check now"),
            "sync": qsTr("Sync to here")
        })
    signal asked(string what)
    signal removal
    spoken: [region.name, region.statusText].join(", ")
    implicitHeight: body.implicitHeight + 30

    ColumnLayout {
        id: body
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 16
            topMargin: 14
        }
        spacing: Theme.gap3
        RowLayout {
            spacing: Theme.gap2
            StatusPill {
                status: head.region.status || "unknown"
                word: head.region.statusWord || ""
            }
            Label {
                text: head.region.whyNot || head.region.statusText === head.region.statusWord ? "" : head.region.statusText || ""
                Layout.fillWidth: true
            }
            GhostButton {
                objectName: "editRegion"
                text: qsTr("Edit")
                iconName: "pencil"
                onClicked: head.asked("edit")
            }
            GhostButton {
                objectName: "checkRegion"
                text: qsTr("Check now")
                iconName: "plug-zap"
                onClicked: head.asked("check")
            }
            GhostButton {
                objectName: "prewarmRegion"
                text: qsTr("Prewarm")
                iconName: "flame"
                onClicked: Prewarm.open("")
            }
            IconButton {
                objectName: "removeRegion"
                framed: true
                iconName: "trash-2"
                text: qsTr("Remove %1").arg(head.region.name || "")
                onClicked: head.removal()
            }
        }
        InlineError {
            Layout.fillWidth: true
            visible: text !== ""
            status: "paused"
            text: head.region.held || ""
        }
        InlineError {
            objectName: "whyNot"
            Layout.fillWidth: true
            visible: text !== ""
            status: head.region.status || "failed"
            text: head.region.whyNot || ""
        }
        RowLayout {
            visible: (head.region.fix || "") !== ""
            spacing: Theme.gap2
            Icon {
                name: "wrench"
                color: Theme.text2
                size: 14
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 9
            }
            Label {
                Layout.fillWidth: true
                text: head.region.fix || ""
                wrapMode: Text.Wrap
                elide: Text.ElideNone
            }
            GhostButton {
                objectName: "fix"
                visible: text !== ""
                text: head.fixes[head.region.fixAction] || ""
                onClicked: head.asked(head.region.fixAction)
            }
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap5
            Fact {
                label: qsTr("Into it now")
                value: head.region.rateInText || ""
                pixelSize: Theme.cardTitle
            }
            Fact {
                label: qsTr("Out of it now")
                value: head.region.rateOutText || ""
            }
            Fact {
                label: qsTr("Consistency")
                value: head.region.consistencyText || ""
            }
            Fact {
                label: qsTr("As its source")
                value: head.region.tagsTotal > 0 ? head.region.tagsText : ""
            }
            Fact {
                label: qsTr("Last in sync")
                value: head.region.role === "primary" ? "" : head.region.syncedText || ""
            }
            Fact {
                label: qsTr("Last check")
                value: head.region.checkedText || ""
            }
            Fact {
                label: qsTr("Place")
                value: head.region.placeText || ""
            }
            Fact {
                label: qsTr("Credential")
                value: head.region.credentialText || ""
            }
            Fact {
                label: qsTr("Trusts")
                value: head.region.caText || ""
            }
        }
        RegionCheckSteps {
            Layout.fillWidth: true
        }
    }
}
