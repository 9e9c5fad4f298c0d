// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Which regions get the tags first. Targets in no wave come last, all at once.
FormField {
    id: field
    property var draft: ({})
    readonly property var waves: draft.waves || []
    readonly property var targets: draft.targets || []
    signal edited(string key, var value)
    function name(id) {
        return (Bridge.regions.get(Bridge.regions.find(id)) || {}).name || id;
    }
    function toggle(place, id) {
        edited("waves", waves.map((wave, at) => at === place && !wave.includes(id) ? wave.concat([id]) : wave.filter(other => other !== id)));
    }
    label: qsTr("Waves")
    hint: waves.length === 0 ? qsTr("All targets at once.") : qsTr("Then all others: %1").arg(targets.filter(id => !waves.some(wave => wave.includes(id))).map(name).join(", ") || "–")
    Repeater {
        model: field.waves.length
        RowLayout {
            id: wave
            required property int index
            spacing: Theme.gap2
            Label {
                text: qsTr("Wave %1").arg(wave.index + 1)
                color: Theme.text2
                Layout.preferredWidth: 60
            }
            Flow {
                Layout.fillWidth: true
                spacing: 6
                Repeater {
                    model: field.targets
                    Pick {
                        required property string modelData
                        objectName: "wave-" + wave.index + "-" + modelData
                        text: field.name(modelData)
                        checked: (field.waves[wave.index] || []).includes(modelData)
                        onClicked: field.toggle(wave.index, modelData)
                    }
                }
            }
            IconButton {
                iconName: "trash-2"
                iconSize: 16
                text: qsTr("Remove wave")
                onClicked: field.edited("waves", field.waves.filter((other, at) => at !== wave.index))
            }
        }
    }
    RowLayout {
        spacing: Theme.gap3
        GhostButton {
            objectName: "addWave"
            text: qsTr("Add wave")
            iconName: "plus"
            enabled: field.targets.length > 1
            onClicked: field.edited("waves", field.waves.concat([[]]))
        }
        Label {
            visible: field.waves.length > 0
            text: qsTr("Between two waves, observe for")
            color: Theme.text2
            font.pixelSize: Theme.small
            Layout.leftMargin: Theme.gap3
        }
        RuleText {
            visible: field.waves.length > 0
            Layout.fillWidth: false
            key: "observe"
            topic: "fleet-file#rule.promotion.observe"
            sample: "10m"
            wide: 80
            draft: field.draft
            onEdited: (key, value) => field.edited(key, value)
        }
    }
}
