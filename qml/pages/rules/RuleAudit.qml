// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

RuleSection {
    id: section
    title: qsTr("Audit")
    part: "audit"
    keys: ["auditCron", "auditZone", "auditSample"]
    FormField {
        label: qsTr("What is compared")
        topic: "fleet-file#rule.audit.depth"
        Segments {
            objectName: "auditDepth"
            spoken: qsTr("What is compared")
            current: section.draft.auditDepth || "content"
            options: [{
                    "key": "tags",
                    "label": qsTr("Tags"),
                    "hint": qsTr("Which digest each tag has in each region.")
                }, {
                    "key": "content",
                    "label": qsTr("Content"),
                    "hint": qsTr("And that all manifests and blobs are there.")
                }, {
                    "key": "sampled",
                    "label": qsTr("Sample"),
                    "hint": qsTr("And some of the blobs are read and hashed.")
                }, {
                    "key": "deep",
                    "label": qsTr("Everything"),
                    "hint": qsTr("And all blobs are read and hashed: as much traffic as copying everything once.")
                }]
            onChosen: key => section.edited("auditDepth", key)
        }
    }
    RuleText {
        visible: section.draft.auditDepth === "sampled"
        key: "auditSample"
        topic: "fleet-file#rule.audit.sample"
        label: qsTr("Percent of the blobs")
        sample: "5"
        problem: section.problems.auditSample || ""
        draft: section.draft
        onEdited: (key, value) => section.edited(key, value)
    }
    CronLines {
        key: "auditCron"
        label: qsTr("At times (minute, hour, day, month, weekday)")
        sample: "30 4 * * 0"
        values: section.list("auditCron")
        words: section.preview.auditCronWords || []
        next: section.preview.nextAudits || []
        problems: section.problems
        onEdited: values => section.edited("auditCron", values)
    }
    RuleText {
        visible: section.list("auditCron").length > 0
        key: "auditZone"
        topic: "fleet-file#rule.audit.zone"
        label: qsTr("Time zone of these")
        sample: "UTC"
        problem: section.problems.auditZone || ""
        draft: section.draft
        onEdited: (key, value) => section.edited(key, value)
    }
    Switch {
        objectName: "auditRepair"
        text: qsTr("Repair what is found")
        checked: section.draft.auditRepair || false
        onToggled: section.edited("auditRepair", checked)
    }
}
