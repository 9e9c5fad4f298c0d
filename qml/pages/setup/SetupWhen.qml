// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// When the rule runs, said in words; how fast, and how tags appear.
FocusScope {
    id: step
    readonly property var schedule: Setup.schedule
    readonly property var form: schedule.form
    readonly property var problems: schedule.problems
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.gap4
        SetupHead {
            title: qsTr("When should it run, and how?")
        }
        FormField {
            label: qsTr("Runs")
            Segments {
                id: mode
                objectName: "setup-mode"
                spoken: qsTr("Runs")
                current: step.form.mode
                options: [{
                        "key": "demand",
                        "label": qsTr("By hand")
                    }, {
                        "key": "daily",
                        "label": qsTr("Every day")
                    }, {
                        "key": "every",
                        "label": qsTr("Every few minutes")
                    }, {
                        "key": "cron",
                        "label": qsTr("By cron")
                    }]
                onChosen: key => step.schedule.put("mode", key)
            }
        }
        RowLayout {
            visible: step.form.mode !== "demand"
            spacing: Theme.gap3
            Entry {
                visible: step.form.mode === "daily"
                key: "time"
                label: qsTr("At")
                sample: "02:00"
                Layout.maximumWidth: 140
            }
            Entry {
                visible: step.form.mode === "every"
                key: "minutes"
                label: qsTr("Minutes between two runs")
                sample: "15"
                Layout.maximumWidth: 180
            }
            Entry {
                visible: step.form.mode === "cron"
                key: "cron"
                label: qsTr("Minute, hour, day, month, weekday")
                sample: "0 2 * * *"
            }
            Entry {
                key: "zone"
                label: qsTr("Time zone")
                sample: "Europe/Berlin"
            }
        }
        Rectangle {
            visible: step.schedule.words !== ""
            Layout.fillWidth: true
            implicitHeight: told.implicitHeight + 20
            radius: Theme.radiusField
            color: Theme.tinted(Theme.accent)
            ColumnLayout {
                id: told
                anchors {
                    left: parent.left
                    right: parent.right
                    top: parent.top
                    margins: 10
                    leftMargin: 12
                }
                spacing: 3
                Label {
                    objectName: "setup-words"
                    text: step.schedule.words
                    font.weight: Font.DemiBold
                    wrapMode: Text.Wrap
                    Layout.fillWidth: true
                }
                Label {
                    visible: step.schedule.nextRuns.length > 0
                    text: qsTr("Next: %1").arg(step.schedule.nextRuns.slice(0, 3).join(", "))
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    wrapMode: Text.Wrap
                    Layout.fillWidth: true
                }
            }
        }
        Switch {
            objectName: "setup-windowed"
            visible: step.form.mode !== "demand"
            text: qsTr("Move bytes only within a part of the day")
            checked: step.form.windowed
            onToggled: step.schedule.put("windowed", checked)
        }
        RowLayout {
            visible: step.form.mode !== "demand" && step.form.windowed
            spacing: Theme.gap3
            Entry {
                key: "windowFrom"
                label: qsTr("From")
                sample: "22:00"
                Layout.maximumWidth: 140
            }
            Entry {
                key: "windowTo"
                label: qsTr("To")
                sample: "06:00"
                Layout.maximumWidth: 140
            }
            Item {
                Layout.fillWidth: true
            }
        }
        InlineError {
            visible: text !== ""
            text: step.problems.window || ""
            Layout.fillWidth: true
        }
        Entry {
            key: "bandwidth"
            label: qsTr("At most")
            sample: qsTr("unlimited, or 40 Mbit/s")
            Layout.maximumWidth: 260
        }
        FormField {
            label: qsTr("How tags appear")
            Segments {
                objectName: "setup-promotion"
                spoken: qsTr("How tags appear")
                current: step.form.promotion
                options: [{
                        "key": "each",
                        "label": qsTr("As they come"),
                        "hint": qsTr("Each tag appears in each region as soon as its image is complete there.")
                    }, {
                        "key": "all-or-nothing",
                        "label": qsTr("All or nothing"),
                        "hint": qsTr("Tags are set only when their images are complete in all regions.")
                    }]
                onChosen: key => step.schedule.put("promotion", key)
            }
        }
    }
    Component.onCompleted: mode.step(0)

    component Entry: FormField {
        id: entry
        property string key
        property string sample
        problem: step.problems[key] || ""
        TextField {
            objectName: "setup-" + entry.key
            Layout.fillWidth: true
            implicitWidth: 100
            spoken: entry.label
            placeholderText: entry.sample
            text: step.form[entry.key] || ""
            invalid: entry.problem !== ""
            onTextEdited: step.schedule.put(entry.key, text)
        }
    }
}
