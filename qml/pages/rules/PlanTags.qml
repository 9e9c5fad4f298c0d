// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// What becomes of each tag at each target.
Item {
    id: view
    readonly property var inks: ({
            "copy": Theme.accent,
            "replace": Theme.warn,
            "delete": Theme.bad,
            "held": Theme.warn,
            "unreadable": Theme.bad
        })
    readonly property var icons: ({
            "copy": "arrow-down-to-line",
            "replace": "refresh-cw",
            "delete": "trash-2",
            "waits": "clock",
            "held": "ban",
            "stays": "undo-2",
            "unreadable": "circle-x"
        })
    SortHeader {
        id: header
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: 6
            rightMargin: 6
        }
        rows: Bridge.plan.tags
        columns: [{
                "title": qsTr("Image"),
                "share": 0.3,
                "key": "ref"
            }, {
                "title": qsTr("Target"),
                "share": 0.16,
                "key": "targetName"
            }, {
                "title": qsTr("What becomes of it"),
                "share": 0.18,
                "key": "doing"
            }, {
                "title": qsTr("Data"),
                "share": 0.11,
                "key": "size"
            }, {
                "title": qsTr("Why"),
                "share": 0.25,
                "key": "detail"
            }]
    }
    ListView {
        id: list
        objectName: "planTags"
        anchors {
            left: header.left
            right: header.right
            top: header.bottom
            bottom: more.top
            rightMargin: -6
        }
        clip: true
        reuseItems: true
        cacheBuffer: 0
        model: Bridge.plan.tags
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        activeFocusOnTab: true
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Tags")
        T.ScrollBar.vertical: ScrollBar {
        }
        delegate: TableRow {
            id: row
            required property string ref
            required property string targetName
            required property string doing
            required property string doingText
            required property string bytesText
            required property string detail
            required property int index
            readonly property color ink: view.inks[doing] || Theme.text2
            width: header.width
            inset: 4
            last: index === list.count - 1
            spoken: [ref, targetName, doingText, bytesText, detail].filter(part => part !== "").join(", ")
            contentItem: Item {
                Cell {
                    at: 0
                    text: row.ref
                    font.weight: Font.Medium
                }
                Cell {
                    at: 1
                    text: row.targetName
                    color: Theme.text2
                }
                Icon {
                    x: header.edges[2] * row.width
                    anchors.verticalCenter: parent.verticalCenter
                    name: view.icons[row.doing] || "minus"
                    size: 13
                    color: row.ink
                }
                Cell {
                    at: 2
                    leftPadding: 20
                    text: row.doingText
                    color: row.ink
                }
                Cell {
                    at: 3
                    text: row.bytesText
                    color: Theme.text2
                }
                Cell {
                    at: 4
                    text: row.detail
                    color: Theme.text2
                    font.pixelSize: Theme.small
                }
            }
        }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: Bridge.plan.tags.total > 0 ? qsTr("No tag fits") : qsTr("No tag changes")
            color: Theme.text3
        }
    }
    component Cell: Label {
        property int at
        x: header.edges[at] * row.width
        width: (header.edges[at + 1] - header.edges[at]) * row.width - 10
        height: Theme.row
        Accessible.ignored: true
    }
    Label {
        id: more
        anchors {
            left: header.left
            right: header.right
            bottom: parent.bottom
        }
        height: visible ? 26 : 0
        visible: text !== ""
        text: Bridge.plan.moreText
        color: Theme.text2
        font.pixelSize: Theme.small
    }
}
