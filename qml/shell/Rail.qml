// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// The pages, down the left edge; Ctrl with their number opens them as well.
Rectangle {
    id: rail
    readonly property var pages: [{
            "key": "overview",
            "label": qsTr("Overview"),
            "icon": "layout-dashboard"
        }, {
            "key": "regions",
            "label": qsTr("Regions"),
            "icon": "server"
        }, {
            "key": "rules",
            "label": qsTr("Rules"),
            "icon": "workflow"
        }, {
            "key": "images",
            "label": qsTr("Images"),
            "icon": "layers"
        }, {
            "key": "jobs",
            "label": qsTr("Jobs"),
            "icon": "list-checks"
        }, {
            "key": "consistency",
            "label": qsTr("Consistency"),
            "icon": "shield-check"
        }, {
            "key": "activity",
            "label": qsTr("Activity"),
            "icon": "history"
        }, {
            "key": "settings",
            "label": qsTr("Settings"),
            "icon": "settings"
        }]
    readonly property var parents: ({
            "region": "regions",
            "image": "images"
        })
    color: Theme.rail
    implicitWidth: Theme.railWidth
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Pages")

    Rectangle {
        id: mark
        anchors {
            horizontalCenter: parent.horizontalCenter
            top: parent.top
            topMargin: 14
        }
        width: 36
        height: 36
        radius: 10
        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.markTop
            }
            GradientStop {
                position: 1
                color: Theme.markBottom
            }
        }
        Icon {
            anchors.centerIn: parent
            name: "globe"
            size: 21
            color: Theme.primaryInk
        }
    }
    Column {
        anchors {
            horizontalCenter: parent.horizontalCenter
            top: mark.bottom
            topMargin: 20
        }
        spacing: 4
        Repeater {
            model: rail.pages
            RailButton {
                required property var modelData
                objectName: "rail-" + modelData.key
                text: modelData.label
                iconName: modelData.icon
                checked: (rail.parents[Bridge.page] || Bridge.page) === modelData.key
                badge: modelData.key === "jobs" ? Bridge.failedJobs : 0
                onClicked: Bridge.page = modelData.key
            }
        }
    }
    RailButton {
        objectName: "rail-guide"
        anchors {
            horizontalCenter: parent.horizontalCenter
            bottom: version.top
            bottomMargin: 8
        }
        text: qsTr("Guide")
        iconName: "book-open"
        checked: Bridge.page === "guide"
        onClicked: Bridge.page = "guide"
    }
    Label {
        id: version
        anchors {
            horizontalCenter: parent.horizontalCenter
            bottom: parent.bottom
            bottomMargin: 14
        }
        text: Bridge.version.split("~")[0]
        color: Theme.text3
        font.pixelSize: Theme.caption
    }
    Rectangle {
        anchors {
            right: parent.right
            top: parent.top
            bottom: parent.bottom
        }
        width: 1
        color: Theme.border
    }
}
