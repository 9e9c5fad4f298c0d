// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What is mirrored: repositories from the catalogue or by pattern, tags by filter, and the regions that get them.
FocusScope {
    id: step
    readonly property var chosen: Setup.selection
    readonly property var form: chosen.form
    readonly property var found: chosen.matches
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.gap4
        SetupHead {
            title: qsTr("What should be mirrored?")
            text: qsTr("The list comes from the registry itself.")
        }
        SetupRepositories {
            focus: true
            Layout.fillWidth: true
        }
        SetupMatches {
            Layout.fillWidth: true
        }
        RowLayout {
            spacing: Theme.gap3
            Words {
                key: "include"
                label: qsTr("Tags")
                sample: "*"
            }
            Words {
                key: "exclude"
                label: qsTr("Except tags")
                sample: "*-rc*"
            }
        }
        RowLayout {
            spacing: Theme.gap3
            Entry {
                key: "semver"
                label: qsTr("Versions")
                sample: ">=1.2 <3"
            }
            Entry {
                key: "latest"
                label: qsTr("Latest only")
                sample: qsTr("all")
                number: true
            }
            Entry {
                key: "id"
                label: qsTr("Name of this rule")
                sample: "mirror"
            }
        }
        FormField {
            label: qsTr("Copied to")
            Flow {
                Layout.fillWidth: true
                spacing: 6
                Repeater {
                    model: step.chosen.targets
                    Pick {
                        required property var modelData
                        objectName: "setup-target-" + modelData.id
                        text: modelData.name
                        checked: modelData.chosen
                        onClicked: step.chosen.toggleTarget(modelData.id)
                    }
                }
            }
        }
    }

    component Words: FormField {
        id: words
        property string key
        property string sample
        TagInput {
            objectName: "setup-" + words.key
            Layout.fillWidth: true
            spoken: words.label
            placeholder: words.sample
            values: step.form[words.key] || []
            onEdited: values => step.chosen.put(words.key, values)
        }
    }
    component Entry: FormField {
        id: entry
        property string key
        property string sample
        property bool number: false
        TextField {
            objectName: "setup-rule-" + entry.key
            Layout.fillWidth: true
            implicitWidth: 120
            spoken: entry.label
            placeholderText: entry.sample
            inputMethodHints: entry.number ? Qt.ImhDigitsOnly : Qt.ImhNone
            text: String(step.form[entry.key] || "")
            onTextEdited: step.chosen.put(entry.key, entry.number ? Number(text) || 0 : text)
        }
    }
}
