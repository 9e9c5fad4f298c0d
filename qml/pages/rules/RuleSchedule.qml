// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

RuleSection {
    id: section
    readonly property var spans: list("runWindows")
    title: qsTr("When it runs")
    part: "schedule"
    keys: ["cron", "zone", "poll", "runWindows"]
    Switch {
        objectName: "onPush"
        text: qsTr("When something is pushed to the source")
        checked: section.draft.onPush || false
        onToggled: section.edited("onPush", checked)
    }
    CronLines {
        key: "cron"
        label: qsTr("At times (minute, hour, day, month, weekday)")
        values: section.list("cron")
        words: section.preview.cronWords || []
        next: section.preview.nextRuns || []
        problems: section.problems
        onEdited: values => section.edited("cron", values)
    }
    RowLayout {
        spacing: Theme.gap3
        RuleText {
            key: "zone"
            topic: "fleet-file#rule.schedule.zone"
            label: qsTr("Time zone of these")
            sample: "UTC"
            problem: section.problems.zone || ""
            draft: section.draft
            onEdited: (key, value) => section.edited(key, value)
        }
        RuleText {
            key: "poll"
            topic: "fleet-file#rule.schedule.poll"
            label: qsTr("Look at everything every")
            sample: qsTr("never, or 12h")
            problem: section.problems.poll || ""
            draft: section.draft
            onEdited: (key, value) => section.edited(key, value)
        }
    }
    FormField {
        label: qsTr("Only within")
        topic: "fleet-file#rule.schedule.windows"
        hint: qsTr("Runs that nobody asked for by hand move nothing outside of these.")
        Repeater {
            model: section.spans.length
            BandwidthWindow {
                required property int index
                Layout.fillWidth: true
                limited: false
                spoken: qsTr("Window for runs")
                span: section.spans[index] || ({})
                problem: section.problems["runWindows[" + index + "]"] || ""
                onEdited: (key, value) => section.edited("runWindows", section.spans.map((span, at) => at === index ? Object.assign({}, span, {
                                        [key]: value
                                    }) : span))
                onRemoved: section.edited("runWindows", section.spans.filter((span, at) => at !== index))
            }
        }
        GhostButton {
            objectName: "addRunWindow"
            text: qsTr("Add window")
            iconName: "plus"
            onClicked: section.edited("runWindows", section.spans.concat([{
                            "days": 127,
                            "from": "22:00",
                            "to": "06:00",
                            "zone": section.draft.zone || ""
                        }]))
        }
    }
}
