// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

RuleSection {
    id: section
    readonly property var common: ["linux/amd64", "linux/arm64", "linux/arm/v7", "linux/s390x", "linux/ppc64le", "linux/riscv64", "windows/amd64"]
    readonly property var chosen: list("platforms").filter(name => name !== "all")
    readonly property var rare: chosen.filter(name => !common.includes(name))
    title: qsTr("Platforms")
    part: "platforms"
    keys: ["platforms"]
    Flow {
        Layout.fillWidth: true
        spacing: 6
        Pick {
            objectName: "platform-all"
            text: qsTr("All")
            checked: section.chosen.length === 0
            onClicked: section.edited("platforms", [])
        }
        Repeater {
            model: section.common
            Pick {
                required property string modelData
                objectName: "platform-" + modelData
                text: modelData
                checked: section.chosen.includes(modelData)
                onClicked: section.edited("platforms", checked ? section.chosen.filter(name => name !== modelData) : section.chosen.concat([modelData]))
            }
        }
    }
    FormField {
        visible: section.chosen.length > 0
        label: qsTr("Others")
        topic: "fleet-file#rule.platforms"
        problem: section.problems.platforms || ""
        TagInput {
            Layout.fillWidth: true
            spoken: qsTr("Others")
            placeholder: "linux/mips64le"
            values: section.rare
            onEdited: values => section.edited("platforms", section.chosen.filter(name => section.common.includes(name)).concat(values))
        }
    }
    Segments {
        visible: section.chosen.length > 0
        spoken: qsTr("Index")
        current: section.draft.index || "sparse"
        options: [{
                "key": "sparse",
                "label": qsTr("Keep the index"),
                "hint": qsTr("Digest and signatures stay true. The platforms left out are missing at the target; a few registries refuse that.")
            }, {
                "key": "rewritten",
                "label": qsTr("Rewrite the index"),
                "hint": qsTr("An index of the chosen platforms only. It has a digest of its own: signatures of the original do not match it.")
            }]
        onChosen: key => section.edited("index", key)
    }
}
