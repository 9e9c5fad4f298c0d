// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The audit trail, and the engine's own story of all jobs.
Page {
    id: page
    title: qsTr("Activity")
    subtitle: qsTr("Who did what, and when")
    readonly property bool events: Activity.view === "events"
    readonly property var columns: events ? [{
            "title": qsTr("Time"),
            "share": 0.15
        }, {
            "title": qsTr("Level"),
            "share": 0.13
        }, {
            "title": qsTr("About"),
            "share": 0.22
        }, {
            "title": qsTr("What happened"),
            "share": 0.5
        }] : [{
            "title": qsTr("Time"),
            "share": 0.13
        }, {
            "title": qsTr("Who"),
            "share": 0.19
        }, {
            "title": qsTr("Action"),
            "share": 0.18
        }, {
            "title": qsTr("About"),
            "share": 0.16
        }, {
            "title": qsTr("Details"),
            "share": 0.34
        }]
    Component.onCompleted: Activity.refresh()

    Card {
        anchors.fill: parent
        spoken: page.title
        ColumnLayout {
            anchors {
                fill: parent
                margins: Theme.gap4
                topMargin: Theme.gap2
                bottomMargin: Theme.gap2
            }
            spacing: Theme.gap2
            ActivityHead {
                id: head
                Layout.fillWidth: true
                onExportWanted: format => chooser.ask(format)
            }
            TableHeader {
                Layout.fillWidth: true
                Layout.rightMargin: 14
                columns: page.columns
                visible: list.count > 0
            }
            ListView {
                id: list
                objectName: "activity"
                function leap(by) {
                    currentIndex = Math.max(0, Math.min(count - 1, currentIndex + by));
                }
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: count > 0
                focus: true
                clip: true
                model: Activity.rows
                boundsBehavior: Flickable.StopAtBounds
                highlightMoveDuration: 0
                reuseItems: true
                Accessible.role: Accessible.Table
                Accessible.name: page.title
                T.ScrollBar.vertical: ScrollBar {
                }
                Keys.onReturnPressed: Activity.follow(currentIndex)
                readonly property var leaps: ({
                        [Qt.Key_PageDown]: 15,
                        [Qt.Key_PageUp]: -15,
                        [Qt.Key_Home]: -count,
                        [Qt.Key_End]: count
                    })
                Keys.onPressed: event => {
                    const by = leaps[event.key];
                    event.accepted = by !== undefined;
                    if (by)
                        leap(by);
                }
                delegate: ActivityRow {
                    width: list.width - 14
                    columns: page.columns
                    events: page.events
                    current: ListView.isCurrentItem && list.activeFocus
                    onClicked: {
                        list.currentIndex = index;
                        list.forceActiveFocus();
                        Activity.follow(index);
                    }
                }
            }
            Item {
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: list.count === 0
                EmptyState {
                    anchors.centerIn: parent
                    width: 460
                    iconName: "history"
                    title: Activity.error !== "" ? qsTr("The trail cannot be read") : Activity.filtered ? qsTr("Nothing fits") : qsTr("Nothing was done yet")
                    text: Activity.error !== "" ? Activity.error : Activity.filtered ? qsTr("Search for less, or show everything again.") : qsTr("Syncs, changes of rules and regions, and credentials that are stored are written down here with who did it.")
                    actionText: Activity.filtered ? qsTr("Show everything") : ""
                    onAction: Activity.clearFilter()
                }
            }
        }
    }
    // The desktop's own dialog is loaded when it is asked for.
    Loader {
        id: chooser
        function ask(format) {
            active = true;
            item.ask(format);
        }
        active: false
        sourceComponent: Component {
            ExportChooser {
            }
        }
    }
}
