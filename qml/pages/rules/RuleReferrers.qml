// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

RuleSection {
    id: section
    readonly property var named: ["signature", "sbom", "attestation"]
    readonly property var required: list("referrerRequire")
    title: qsTr("Signatures and other referrers")
    part: "referrers"
    keys: ["referrerTypes", "referrerRequire"]
    Segments {
        objectName: "referrers"
        spoken: section.title
        current: section.draft.referrers || "none"
        options: [{
                "key": "none",
                "label": qsTr("None"),
                "hint": qsTr("Images only. Signatures, SBOMs and attestations stay at the source.")
            }, {
                "key": "all",
                "label": qsTr("All"),
                "hint": qsTr("Whatever points to an image goes with it, by the referrers API and by cosign's tags.")
            }, {
                "key": "types",
                "label": qsTr("Some"),
                "hint": qsTr("Only referrers of these artifact types.")
            }]
        onChosen: key => section.edited("referrers", key)
    }
    RuleWords {
        visible: section.draft.referrers === "types"
        key: "referrerTypes"
        topic: "fleet-file#rule.referrers.copy"
        label: qsTr("Artifact types")
        sample: "application/vnd.dev.cosign.*"
        problem: section.problems.referrerTypes || ""
        draft: section.draft
        onEdited: (key, value) => section.edited(key, value)
    }
    FormField {
        visible: section.draft.referrers !== "none"
        label: qsTr("A tag appears only with")
        topic: "fleet-file#rule.referrers.require"
        hint: qsTr("Checked at each target before the tag is set. A tag whose image lacks one of these stays away.")
        problem: section.problems.referrerRequire || ""
        Flow {
            Layout.fillWidth: true
            spacing: 6
            Repeater {
                model: [{
                        "key": "signature",
                        "label": qsTr("a signature")
                    }, {
                        "key": "sbom",
                        "label": qsTr("an SBOM")
                    }, {
                        "key": "attestation",
                        "label": qsTr("an attestation")
                    }]
                Pick {
                    required property var modelData
                    objectName: "require-" + modelData.key
                    text: modelData.label
                    checked: section.required.includes(modelData.key)
                    onClicked: section.edited("referrerRequire", checked ? section.required.filter(kind => kind !== modelData.key) : section.required.concat([modelData.key]))
                }
            }
        }
        TagInput {
            Layout.fillWidth: true
            spoken: qsTr("Artifact types that are required")
            placeholder: qsTr("other artifact types")
            values: section.required.filter(kind => !section.named.includes(kind))
            onEdited: values => section.edited("referrerRequire", section.required.filter(kind => section.named.includes(kind)).concat(values))
        }
    }
}
