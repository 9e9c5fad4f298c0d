// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// Narrows the tags further: by version, by number and by age.
RowLayout {
    id: limits
    property var draft: ({})
    signal edited(string key, var value)
    spacing: Theme.gap3
    Layout.fillHeight: false
    FormField {
        label: qsTr("Versions")
        topic: "fleet-file#rule.tags.semver"
        TextField {
            Layout.fillWidth: true
            implicitWidth: 120
            spoken: qsTr("Versions")
            placeholderText: ">=1.2 <3"
            text: limits.draft.semver || ""
            onTextEdited: limits.edited("semver", text)
        }
    }
    FormField {
        label: qsTr("Latest only")
        topic: "fleet-file#rule.tags.latest"
        TextField {
            Layout.fillWidth: true
            implicitWidth: 120
            spoken: qsTr("Latest only")
            placeholderText: qsTr("all")
            validator: IntValidator {
                bottom: 0
                top: 9999
            }
            text: limits.draft.latest > 0 ? limits.draft.latest : ""
            onTextEdited: limits.edited("latest", Number(text))
        }
    }
    FormField {
        label: qsTr("Not older than")
        topic: "fleet-file#rule.tags.since"
        TextField {
            Layout.fillWidth: true
            implicitWidth: 120
            spoken: qsTr("Not older than")
            placeholderText: "30d"
            text: limits.draft.since || ""
            onTextEdited: limits.edited("since", text)
        }
    }
}
