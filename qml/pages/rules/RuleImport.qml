// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Another tool's set-up: what of it comes into the fleet, and what cannot, before anything is changed.
SideSheet {
    id: sheet
    objectName: "ruleImport"
    topic: "move"
    property string format: "regsync"
    property url file
    property var found: ({})
    readonly property bool read: found.json !== undefined
    function start() {
        file = "";
        path.text = "";
        registry.text = "";
        found = {};
        open();
    }
    function choose(file) {
        if (file.toString() === sheet.file.toString())
            return;
        sheet.file = file;
        path.text = decodeURI(file.toString()).replace(/^file:\/\//, "");
        look();
    }
    function look() {
        found = file.toString() === "" ? {} : Bridge.readSetup(format, file, registry.text);
    }
    width: Math.min(640, parent ? parent.width - 120 : 640)
    title: qsTr("Import a set-up")
    note: qsTr("Nothing is changed before you add it. Secrets are not taken along.")

    FormField {
        label: qsTr("Made for")
        Layout.fillWidth: true
        Select {
            objectName: "importFormat"
            Layout.fillWidth: true
            spoken: qsTr("Made for")
            textRole: "label"
            valueRole: "key"
            model: [{
                    "key": "regsync",
                    "label": "regsync"
                }, {
                    "key": "skopeo-sync",
                    "label": "skopeo sync"
                }, {
                    "key": "image-syncer",
                    "label": "image-syncer"
                }, {
                    "key": "dregsy",
                    "label": "dregsy"
                }, {
                    "key": "harbor",
                    "label": qsTr("Harbor (replication policies as JSON)")
                }]
            choice: sheet.format
            onActivated: {
                sheet.format = currentValue;
                sheet.look();
            }
        }
    }
    FormField {
        label: qsTr("File")
        Layout.fillWidth: true
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap2
            TextField {
                id: path
                objectName: "importFile"
                Layout.fillWidth: true
                spoken: qsTr("File")
                onEditingFinished: sheet.choose(text === "" ? "" : "file://" + encodeURI(text))
            }
            GhostButton {
                text: qsTr("Choose…")
                onClicked: {
                    chooser.active = true;
                    chooser.item?.open();
                }
            }
        }
    }
    FormField {
        label: qsTr("Registry that the file does not name")
        hint: qsTr("Where skopeo copies to, Harbor's own, image-syncer's default")
        Layout.fillWidth: true
        TextField {
            id: registry
            objectName: "importRegistry"
            Layout.fillWidth: true
            spoken: qsTr("Registry that the file does not name")
            placeholderText: "https://registry.example.com"
            onEditingFinished: sheet.look()
        }
    }
    InlineError {
        visible: (sheet.found.error || "") !== ""
        text: sheet.found.error || ""
        Layout.fillWidth: true
    }
    Repeater {
        model: sheet.read ? [{
                "title": qsTr("Regions"),
                "names": sheet.found.regions
            }, {
                "title": qsTr("Rules"),
                "names": sheet.found.rules
            }] : []
        ColumnLayout {
            id: named
            required property var modelData
            Layout.fillWidth: true
            spacing: 2
            SectionTitle {
                text: named.modelData.title
            }
            Label {
                Layout.fillWidth: true
                text: named.modelData.names.length > 0 ? named.modelData.names.join(", ") : qsTr("none")
                wrapMode: Text.Wrap
            }
        }
    }
    Repeater {
        model: sheet.read ? [{
                "title": qsTr("Left out"),
                "gaps": sheet.found.leftOut
            }, {
                "title": qsTr("To know"),
                "gaps": sheet.found.toKnow
            }] : []
        ColumnLayout {
            id: group
            required property var modelData
            visible: modelData.gaps.length > 0
            Layout.fillWidth: true
            spacing: Theme.gap2
            SectionTitle {
                text: group.modelData.title
            }
            Repeater {
                model: group.modelData.gaps
                ColumnLayout {
                    id: gap
                    required property var modelData
                    Layout.fillWidth: true
                    spacing: 1
                    Label {
                        Layout.fillWidth: true
                        text: (gap.modelData.place === "" ? "" : gap.modelData.place + ": ") + gap.modelData.what
                        wrapMode: Text.Wrap
                        elide: Text.ElideNone
                    }
                    Label {
                        Layout.fillWidth: true
                        visible: text !== ""
                        text: gap.modelData.advice
                        color: Theme.text2
                        font.pixelSize: Theme.small
                        wrapMode: Text.Wrap
                        elide: Text.ElideNone
                    }
                }
            }
        }
    }
    Loader {
        id: chooser
        active: false
        source: "SetupChooser.qml"
        onLoaded: item.open()
        Connections {
            target: chooser.item
            ignoreUnknownSignals: true
            function onChosen(file) {
                sheet.choose(file);
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
            objectName: "importAdd"
            text: qsTr("Add to the fleet")
            iconName: "plus"
            enabled: sheet.read && sheet.found.rules.length > 0
            onClicked: {
                const refused = Bridge.addSetup(sheet.found.json);
                if (refused === "")
                    sheet.close();
                else
                    Bridge.toast(refused, "bad", "");
            }
        }
    ]
}
