// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

RuleSection {
    id: section
    title: qsTr("Deletes")
    part: "deletes"
    keys: ["quarantine", "stopAbove"]
    Switch {
        objectName: "deletes"
        text: qsTr("Delete at the targets what the source no longer has")
        checked: section.draft.deletes || false
        onToggled: section.edited("deletes", checked)
    }
    RowLayout {
        visible: section.draft.deletes || false
        spacing: Theme.gap3
        RuleText {
            key: "quarantine"
            topic: "fleet-file#rule.deletes.quarantine"
            label: qsTr("Missed for at least")
            sample: qsTr("at once")
            problem: section.problems.quarantine || ""
            draft: section.draft
            onEdited: (key, value) => section.edited(key, value)
        }
        RuleText {
            key: "stopAbove"
            topic: "fleet-file#rule.deletes.stop_above"
            label: qsTr("Stop above (% of a target's tags)")
            sample: "5"
            problem: section.problems.stopAbove || ""
            draft: section.draft
            onEdited: (key, value) => section.edited(key, value)
        }
    }
    Label {
        visible: section.draft.deletes || false
        text: qsTr("The plan shows what would go. Manifests are saved first: a tag can be brought back while the registry keeps its blobs.")
        color: Theme.text3
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        Layout.fillWidth: true
    }
}
