// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

RuleSection {
    id: section
    title: qsTr("Tags")
    part: "tags"
    keys: ["include", "exclude", "semver", "latest", "since"]
    RowLayout {
        spacing: Theme.gap3
        RuleWords {
            key: "include"
            topic: "fleet-file#rule.tags.include"
            label: qsTr("Tags")
            sample: "*"
            draft: section.draft
            onEdited: (key, value) => section.edited(key, value)
        }
        RuleWords {
            key: "exclude"
            topic: "fleet-file#rule.tags.exclude"
            label: qsTr("Except tags")
            sample: "*-rc*"
            draft: section.draft
            onEdited: (key, value) => section.edited(key, value)
        }
    }
    TagLimits {
        draft: section.draft
        onEdited: (key, value) => section.edited(key, value)
    }
    Segments {
        visible: section.draft.latest > 0
        spoken: qsTr("Latest by")
        current: section.draft.latestByCreated ? "created" : "version"
        options: [{
                "key": "version",
                "label": qsTr("Highest versions"),
                "hint": qsTr("The highest by version numbers; tags without one by their names.")
            }, {
                "key": "created",
                "label": qsTr("Newest images"),
                "hint": qsTr("The newest by the date that the image was created.")
            }]
        onChosen: key => section.edited("latestByCreated", key === "created")
    }
}
