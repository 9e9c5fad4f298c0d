// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Adds a rule or changes one: what it selects and where it goes in sight, all else in parts that fold.
SideSheet {
    id: sheet
    objectName: "ruleEditor"
    readonly property bool fresh: RuleDraft.oldId === ""
    readonly property var draft: RuleDraft.form
    readonly property var preview: RuleDraft.preview
    signal removal(string id)
    signal planned

    function begin() {
        rewind();
        for (let place = 0; place < sections.children.length; ++place)
            sections.children[place].open = place === 0;
        open();
    }
    function put(key, value) {
        RuleDraft.put(key, value);
    }
    function save() {
        rewind();
        if (RuleDraft.save())
            close();
    }

    width: Math.min(1160, parent ? parent.width - 84 : 1160)
    title: fresh ? qsTr("Add rule") : qsTr("Edit %1").arg(RuleDraft.oldId)
    note: Bridge.fleetFile === "" ? qsTr("Kept in memory only") : qsTr("Written to %1").arg(Bridge.fleetFile)
    guarded: RuleDraft.dirty
    onLeaving: sure.open()
    onClosed: if (!RuleDraft.dirty)
        RuleDraft.drop()

    ColumnLayout {
        visible: RuleDraft.errors.length > 0
        Layout.fillHeight: false
        spacing: 4
        Repeater {
            model: RuleDraft.errors
            InlineError {
                required property string modelData
                text: modelData
                Layout.fillWidth: true
            }
        }
    }
    RuleRoute {
        draft: sheet.draft
        onEdited: (key, value) => sheet.put(key, value)
    }
    RuleWords {
        key: "repositories"
        topic: "fleet-file#rule.repositories"
        label: qsTr("Repositories")
        sample: "base/*"
        hint: qsTr("Names with * and ?. A ! in front leaves out, re: in front is a regular expression. Enter adds one.")
        draft: sheet.draft
        onEdited: (key, value) => sheet.put(key, value)
    }
    ColumnLayout {
        id: sections
        enabled: RuleDraft.problems.length === 0
        spacing: 0
        Layout.fillHeight: false
        Component.onCompleted: {
            for (let place = 0; place < children.length; ++place) {
                const section = children[place];
                section.unfolded.connect(() => Qt.callLater(sheet.reveal, section));
            }
        }
        RuleTags {
            draft: sheet.draft
            preview: sheet.preview
            onEdited: (key, value) => sheet.put(key, value)
        }
        RulePlatforms {
            draft: sheet.draft
            preview: sheet.preview
            onEdited: (key, value) => sheet.put(key, value)
        }
        RuleReferrers {
            draft: sheet.draft
            preview: sheet.preview
            onEdited: (key, value) => sheet.put(key, value)
        }
        RuleSchedule {
            draft: sheet.draft
            preview: sheet.preview
            onEdited: (key, value) => sheet.put(key, value)
        }
        RulePromotion {
            draft: sheet.draft
            preview: sheet.preview
            onEdited: (key, value) => sheet.put(key, value)
        }
        RuleDeletes {
            draft: sheet.draft
            preview: sheet.preview
            onEdited: (key, value) => sheet.put(key, value)
        }
        RuleAudit {
            draft: sheet.draft
            preview: sheet.preview
            onEdited: (key, value) => sheet.put(key, value)
        }
        RuleSection {
            id: bandwidth
            title: qsTr("Bandwidth")
            part: "bandwidth"
            keys: ["bandwidth", "windows"]
            draft: sheet.draft
            preview: sheet.preview
            BandwidthFields {
                draft: sheet.draft
                problems: bandwidth.problems
                hint: qsTr("For all that this rule moves: 40 Mbit/s, 5 MB/s, off. A window has a limit of its own.")
                onEdited: (key, value) => sheet.put(key, value)
            }
        }
    }
    aside: RuleCode {
        objectName: "ruleCode"
        Layout.preferredWidth: Math.min(430, sheet.width * 0.4)
        cli: sheet.preview.cli || ""
        Layout.fillHeight: true
    }
    ledge: MatchStrip {
        objectName: "matches"
    }

    footer: [
        GhostButton {
            visible: !sheet.fresh
            text: qsTr("Remove")
            iconName: "trash-2"
            onClicked: sheet.removal(RuleDraft.oldId)
        },
        Item {
            Layout.fillWidth: true
        },
        GhostButton {
            objectName: "leaveRule"
            text: qsTr("Cancel")
            onClicked: sheet.leave()
        },
        GhostButton {
            objectName: "planDraft"
            text: qsTr("Plan")
            iconName: "list-checks"
            why: qsTr("Shows what this rule would move, before it is saved")
            onClicked: if (RuleDraft.plan())
                sheet.planned()
        },
        PrimaryButton {
            objectName: "save"
            text: sheet.fresh ? qsTr("Add rule") : qsTr("Save")
            onClicked: sheet.save()
        }
    ]
    ConfirmDialog {
        id: sure
        objectName: "discardRule"
        title: sheet.fresh ? qsTr("Discard the new rule?") : qsTr("Discard the changes to %1?").arg(RuleDraft.oldId)
        text: qsTr("What was written here is not saved anywhere.")
        confirmText: qsTr("Discard")
        onConfirmed: {
            RuleDraft.drop();
            sheet.close();
        }
    }
}
