// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What nobody may overlook, on every page: regions that are mixed, in conflict or lagging.
Rectangle {
    id: banner
    readonly property var worst: Bridge.alerts[0] || ({
            "tone": "bad",
            "text": "",
            "kind": "",
            "detail": "",
            "ruleId": "",
            "jobId": ""
        })
    readonly property color ink: Status.color(worst.tone)
    objectName: "alertBanner"
    visible: Bridge.alerts.length > 0
    height: visible ? 44 : 0
    radius: Theme.radiusField
    color: Theme.tinted(ink)
    border {
        width: 1
        color: ink
    }
    Accessible.role: Accessible.AlertMessage
    Accessible.name: worst.text
    Accessible.description: worst.detail || ""
    RowLayout {
        anchors {
            fill: parent
            leftMargin: 14
            rightMargin: 6
        }
        spacing: Theme.gap2
        Icon {
            name: "triangle-alert"
            color: banner.ink
        }
        Label {
            text: banner.worst.text
            color: banner.ink
            font.weight: Font.DemiBold
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        Label {
            visible: Bridge.alerts.length > 1
            text: qsTr("and %1 more").arg(Bridge.alerts.length - 1)
            color: banner.ink
            font.pixelSize: Theme.small
        }
        GhostButton {
            objectName: "alertShow"
            implicitHeight: 30
            visible: banner.worst.kind !== "engine"
            text: qsTr("Show job")
            onClicked: {
                Bridge.selectedJob = banner.worst.jobId;
                Bridge.page = "jobs";
            }
        }
        GhostButton {
            objectName: "alertRunHere"
            implicitHeight: 30
            visible: banner.worst.kind === "engine"
            text: qsTr("Run it in this window")
            onClicked: Settings.runHere()
        }
        GhostButton {
            objectName: "alertDecide"
            implicitHeight: 30
            visible: banner.worst.kind === "conflict"
            text: qsTr("Decide…")
            onClicked: conflict.show(Bridge.promotionOf(banner.worst.ruleId))
        }
    }
    ConflictSheet {
        id: conflict
    }
}
