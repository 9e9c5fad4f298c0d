// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What a region's registry can do, as it was found by trying.
SideSheet {
    id: sheet
    objectName: "regionProfile"
    topic: "links#what-to-do"
    property string regionId
    readonly property var profile: Bridge.profile
    function show(id, name) {
        rewind();
        regionId = id;
        title = qsTr("What %1 can do").arg(name);
        Bridge.showProfile(id);
        open();
    }

    note: profile.busy ? qsTr("Probing…") : profile.known ? profile.probedText : qsTr("Never probed")
    onClosed: Bridge.cancelProbe()

    InlineError {
        Layout.fillWidth: true
        visible: text !== ""
        text: sheet.profile.error
    }
    ColumnLayout {
        visible: sheet.profile.busy
        spacing: Theme.gap2
        Layout.fillHeight: false
        BusyBar {
            Layout.fillWidth: true
            running: sheet.profile.busy && sheet.opened
        }
        Label {
            text: qsTr("Uploads are begun, cut and thrown away, and two small blobs are written to meridian/probe. It takes seconds, on a bad line some minutes.")
            color: Theme.text2
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            Layout.fillWidth: true
        }
    }
    EmptyState {
        Layout.alignment: Qt.AlignHCenter
        Layout.preferredWidth: 400
        Layout.topMargin: 40
        visible: !sheet.profile.known && !sheet.profile.busy
        iconName: "search"
        title: qsTr("Nothing is known yet")
        text: qsTr("Registries differ in what they can do. Until this one has been probed, the ways are taken that every registry should know; a probe finds the fast ones.")
    }
    Repeater {
        model: sheet.profile.groups
        ColumnLayout {
            id: group
            required property var modelData
            Layout.fillHeight: false
            opacity: sheet.profile.busy ? 0.5 : 1
            spacing: 6
            SectionTitle {
                text: group.modelData.title
                Layout.fillWidth: true
            }
            Repeater {
                model: group.modelData.facts
                ProfileFact {
                    Layout.fillWidth: true
                }
            }
        }
    }
    ColumnLayout {
        visible: sheet.profile.remarks.length > 0
        Layout.fillHeight: false
        spacing: 4
        SectionTitle {
            text: qsTr("Why some of it is not known")
            Layout.fillWidth: true
        }
        Repeater {
            model: sheet.profile.remarks
            InlineError {
                required property string modelData
                status: "info"
                text: modelData
                Layout.fillWidth: true
            }
        }
    }

    footer: [
        Item {
            Layout.fillWidth: true
        },
        GhostButton {
            text: qsTr("Close")
            onClicked: sheet.close()
        },
        PrimaryButton {
            objectName: "probe"
            text: sheet.profile.busy ? qsTr("Stop") : sheet.profile.known ? qsTr("Probe again") : qsTr("Probe")
            iconName: sheet.profile.busy ? "circle-stop" : "search"
            onClicked: sheet.profile.busy ? Bridge.cancelProbe() : Bridge.probeRegion(sheet.regionId)
        }
    ]
}
