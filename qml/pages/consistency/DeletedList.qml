// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// Tags that were deleted at targets, and the way back while the registries keep their blobs.
Item {
    id: view
    SortHeader {
        id: header
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: 16
            rightMargin: 16
            topMargin: 2
        }
        rows: Bridge.consistency.gone
        columns: [{
                "title": qsTr("Image"),
                "share": 0.36,
                "key": "ref"
            }, {
                "title": qsTr("Region"),
                "share": 0.2,
                "key": "regionName"
            }, {
                "title": qsTr("Digest"),
                "share": 0.16
            }, {
                "title": qsTr("Deleted"),
                "share": 0.14
            }, {
                "title": "",
                "share": 0.14
            }]
    }
    ListView {
        id: list
        objectName: "deleted"
        anchors {
            left: header.left
            right: header.right
            top: header.bottom
            bottom: parent.bottom
            rightMargin: -13
            bottomMargin: 4
        }
        clip: true
        model: Bridge.consistency.gone
        activeFocusOnTab: true
        keyNavigationEnabled: true
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Deleted")
        T.ScrollBar.vertical: ScrollBar {
        }
        delegate: TableRow {
            id: row
            required property string ref
            required property string regionName
            required property string digestText
            required property string agoText
            required property int index
            function edge(place) {
                return header.columns.slice(0, place).reduce((sum, column) => sum + column.share, 0) * width;
            }
            width: header.width
            implicitHeight: 42
            inset: 6
            last: index === list.count - 1
            spoken: [ref, regionName, agoText].join(", ")
            contentItem: Item {
                Cell {
                    at: 0
                    text: row.ref
                    font.weight: Font.Medium
                }
                Cell {
                    at: 1
                    text: row.regionName
                    color: Theme.text2
                }
                Cell {
                    at: 2
                    text: row.digestText
                    color: Theme.text2
                    font {
                        family: Theme.mono
                        pixelSize: Theme.small
                    }
                }
                Cell {
                    at: 3
                    text: row.agoText
                    color: Theme.text2
                }
                GhostButton {
                    objectName: "restore-" + row.index
                    anchors {
                        right: parent.right
                        verticalCenter: parent.verticalCenter
                    }
                    implicitHeight: 30
                    text: qsTr("Bring back")
                    iconName: "archive-restore"
                    why: qsTr("Pushes its saved manifests again and sets the tag, if the registry still has the blobs")
                    onClicked: Bridge.restore(Bridge.consistency.gone.sourceRow(row.index))
                }
            }
        }
        EmptyState {
            anchors.centerIn: parent
            width: Math.min(420, parent.width - 40)
            visible: list.count === 0
            iconName: "archive-restore"
            title: qsTr("Nothing was deleted")
            text: qsTr("Tags that a rule deletes at its targets stand here, and can be brought back while the registry keeps their blobs.")
        }
    }
    component Cell: Label {
        property int at
        x: row.edge(at)
        width: row.edge(at + 1) - x - 10
        height: 42
        Accessible.ignored: true
    }
}
