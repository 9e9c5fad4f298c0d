// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// One link in depth: what moves now, how far apart its ends are, and how the last 24 hours went.
Card {
    id: panel
    objectName: "linkPanel"
    readonly property var link: Lines.link
    readonly property var past: Lines.linkPast.past
    readonly property bool known: !!link.key
    spoken: qsTr("Link %1").arg(link.title || "")
    function show(job) {
        Bridge.selectedJob = job;
        Bridge.open("jobs");
    }
    Keys.onEscapePressed: Lines.show("")
    Component.onCompleted: close.forceActiveFocus()

    RowLayout {
        id: head
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            leftMargin: 16
            rightMargin: 8
            topMargin: 6
        }
        spacing: Theme.gap2
        Label {
            text: panel.known ? panel.link.title : qsTr("This link is gone")
            font {
                pixelSize: Theme.cardTitle
                weight: Font.DemiBold
            }
            Layout.fillWidth: true
            Accessible.role: Accessible.Heading
        }
        StatusPill {
            visible: panel.known
            status: panel.link.health || "idle"
            word: panel.link.healthWord || ""
        }
        IconButton {
            id: close
            objectName: "closeLink"
            iconName: "x"
            text: qsTr("Close")
            onClicked: Lines.show("")
        }
    }
    Flickable {
        id: flick
        anchors {
            left: parent.left
            right: parent.right
            top: head.bottom
            bottom: parent.bottom
            margins: 1
            topMargin: 4
        }
        contentHeight: body.implicitHeight + 20
        clip: true
        visible: panel.known
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {
        }
        ColumnLayout {
            id: body
            x: 16
            width: flick.width - 32
            spacing: Theme.gap3
            GridLayout {
                columns: 2
                columnSpacing: Theme.gap2
                rowSpacing: Theme.gap2
                Figure {
                    label: qsTr("Rate now")
                    value: panel.link.rateText || ""
                }
                Figure {
                    label: qsTr("Blobs")
                    value: panel.link.movingText || ""
                }
                Figure {
                    label: qsTr("Round trip to %1").arg(panel.link.fromName || "")
                    value: panel.link.fromTripText || ""
                }
                Figure {
                    label: qsTr("Round trip to %1").arg(panel.link.toName || "")
                    value: panel.link.toTripText || ""
                }
                Figure {
                    label: qsTr("Time per image, p95")
                    value: panel.link.p95Text || ""
                }
                Figure {
                    label: qsTr("Success, 24 h")
                    value: panel.link.successText || ""
                }
                Figure {
                    label: qsTr("Failed, 24 h")
                    value: String(panel.link.failed || 0)
                    ink: panel.link.failed > 0 ? Theme.bad : Theme.text
                }
                Figure {
                    label: qsTr("Copied, 24 h")
                    value: panel.past.bytesText || "–"
                }
            }
            Label {
                text: qsTr("Last 60 s")
                color: Theme.text2
                font.pixelSize: Theme.small
            }
            Sparkline {
                Layout.fillWidth: true
                Layout.preferredHeight: 44
                values: panel.link.history || []
                color: Theme.seriesColor(panel.link.seriesIndex || 0)
                fromZero: true
            }
            InlineError {
                Layout.fillWidth: true
                visible: text !== ""
                text: Lines.linkPast.error
            }
            BusyBar {
                Layout.fillWidth: true
                running: Lines.linkPast.busy
                visible: running
            }
            DayChart {
                objectName: "linkChart"
                Layout.fillWidth: true
                Layout.preferredHeight: implicitHeight
                visible: hours > 0
                past: panel.past
                ink: Theme.seriesColor(panel.link.seriesIndex || 0)
            }
            FailureList {
                Layout.fillWidth: true
                failures: panel.past.failures || []
                onOpened: job => panel.show(job)
            }
        }
    }

    component Figure: Fact {
        pixelSize: Theme.body
        Layout.fillWidth: true
        Layout.preferredWidth: 1
    }
}
