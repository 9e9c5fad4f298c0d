// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

RuleSection {
    id: section
    readonly property bool whole: draft.promotion === "all-or-nothing"
    title: qsTr("How tags appear")
    part: "promotion"
    keys: ["wait", "observe", "waves"]
    Segments {
        objectName: "promotion"
        spoken: section.title
        current: section.draft.promotion || "each"
        options: [{
                "key": "each",
                "label": qsTr("Each when ready"),
                "hint": qsTr("Each tag appears at each target as soon as its image is complete there.")
            }, {
                "key": "all-or-nothing",
                "label": qsTr("All or nothing"),
                "hint": qsTr("Images go to all targets first, by digest. Only when they are complete everywhere the tags are set, within seconds. Registries cannot do that in one step: the time from the first to the last is measured and told.")
            }]
        onChosen: key => section.edited("promotion", key)
    }
    FormField {
        visible: section.whole
        label: qsTr("What appears together")
        topic: "fleet-file#rule.promotion.group"
        Segments {
            spoken: qsTr("What appears together")
            current: section.draft.group || "tag"
            options: [{
                    "key": "tag",
                    "label": qsTr("One tag"),
                    "hint": qsTr("Each tag by itself.")
                }, {
                    "key": "release",
                    "label": qsTr("All tags of a run"),
                    "hint": qsTr("A release of several images: all of its tags or none.")
                }]
            onChosen: key => section.edited("group", key)
        }
    }
    FormField {
        visible: section.whole
        label: qsTr("When a target does not answer")
        topic: "fleet-file#rule.promotion.on_target_down"
        RowLayout {
            spacing: Theme.gap3
            Segments {
                spoken: qsTr("When a target does not answer")
                current: section.draft.targetDown || "wait"
                options: [{
                        "key": "wait",
                        "label": qsTr("Wait"),
                        "hint": qsTr("Waits as long as this, then takes everything back.")
                    }, {
                        "key": "continue",
                        "label": qsTr("Go on without it"),
                        "hint": qsTr("The others get the tags; it is marked as lagging until it has caught up.")
                    }, {
                        "key": "rollback",
                        "label": qsTr("Take back"),
                        "hint": qsTr("Tags that were set already go back to what they were.")
                    }]
                onChosen: key => section.edited("targetDown", key)
            }
            RuleText {
                visible: (section.draft.targetDown || "wait") === "wait"
                Layout.fillWidth: false
                key: "wait"
                topic: "fleet-file#rule.promotion.wait"
                sample: "30m"
                wide: 80
                problem: section.problems.wait || ""
                draft: section.draft
                onEdited: (key, value) => section.edited(key, value)
            }
        }
    }
    FormField {
        visible: section.whole
        label: qsTr("When a tag at a target is not what was left there")
        topic: "fleet-file#rule.promotion.on_conflict"
        Segments {
            spoken: qsTr("When a tag at a target is not what was left there")
            current: section.draft.onConflict || "stop"
            options: [{
                    "key": "stop",
                    "label": qsTr("Stop and ask"),
                    "hint": qsTr("No tag is set anywhere until somebody has decided.")
                }, {
                    "key": "overwrite",
                    "label": qsTr("Overwrite"),
                    "hint": qsTr("The source's image takes the place of what somebody pushed there.")
                }, {
                    "key": "keep",
                    "label": qsTr("Keep"),
                    "hint": qsTr("That tag is left alone in that region; all others are set.")
                }]
            onChosen: key => section.edited("onConflict", key)
        }
    }
    RuleWaves {
        visible: section.whole
        draft: section.draft
        problem: section.problems.waves || section.problems.observe || ""
        onEdited: (key, value) => section.edited(key, value)
    }
}
