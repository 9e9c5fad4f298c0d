// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// One job: how far, how fast, image by image, and what was said on the way.
Item {
    id: detail
    property var job
    // Anchors rather than a layout: the first card's height follows its text, which a layout in a layout misses in 6.4.
    readonly property bool open: job.canCancel
    property string tab // chosen by hand; a finished job has no blobs any more
    readonly property string shown: !open && tab !== "events" ? "images" : tab || "blobs"
    readonly property var views: ({
            "blobs": History.blobs,
            "images": History.images,
            "events": History.events
        })
    readonly property var kinds: ({
            "blobs": ["failed", "copying", "waiting", "copied"],
            "images": ["failed", "copying", "waiting", "copied", "unchanged", "cancelled"],
            "events": ["error", "warning", "info"]
        })
    readonly property var levels: ({
            "error": qsTr("Errors"),
            "warning": qsTr("Warnings"),
            "info": qsTr("Notes")
        })

    JobHead {
        id: summary
        width: parent.width
        job: detail.job
    }
    PromotionCard {
        id: way
        anchors {
            left: parent.left
            right: parent.right
            top: summary.bottom
            topMargin: visible ? Theme.cardGap : 0
        }
        visible: !!promotion.phase
        promotion: Bridge.promotion
        Binding {
            when: !way.visible
            target: way
            property: "height"
            value: 0
        }
    }
    Card {
        anchors {
            left: parent.left
            right: parent.right
            top: way.bottom
            bottom: parent.bottom
            topMargin: Theme.cardGap
        }
        spoken: qsTr("Details")
        TabStrip {
            id: strip
            anchors {
                left: parent.left
                top: parent.top
                leftMargin: 6
                topMargin: 4
            }
            spoken: qsTr("Details")
            current: detail.shown
            tabs: (detail.open ? [{
                        "key": "blobs",
                        "label": qsTr("Blobs")
                    }] : []).concat([{
                        "key": "images",
                        "label": qsTr("Images")
                    }, {
                        "key": "events",
                        "label": qsTr("Story")
                    }])
            onChosen: key => detail.tab = key
        }
        ViewBar {
            anchors {
                left: strip.right
                right: parent.right
                leftMargin: 16
                rightMargin: 10
                verticalCenter: strip.verticalCenter
            }
            rows: detail.views[detail.shown]
            hint: qsTr("Search")
            spoken: qsTr("Status")
            about: detail.shown === "events" ? "level" : "status"
            choices: [{
                    "key": "",
                    "label": qsTr("All")
                }].concat(detail.kinds[detail.shown].map(key => ({
                                "key": key,
                                "label": detail.levels[key] || Status.word(key)
                            })))
        }
        Rectangle {
            id: line
            anchors {
                left: parent.left
                right: parent.right
                top: strip.bottom
            }
            height: 1
            color: Theme.hairline
        }
        Item {
            anchors {
                left: parent.left
                right: parent.right
                top: line.bottom
                bottom: parent.bottom
            }
            JobBlobs {
                anchors.fill: parent
                visible: detail.shown === "blobs"
            }
            JobImages {
                anchors.fill: parent
                visible: detail.shown === "images"
            }
            JobEvents {
                anchors.fill: parent
                visible: detail.shown === "events"
            }
        }
    }
}
