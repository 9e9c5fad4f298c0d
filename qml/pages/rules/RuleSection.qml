// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// A part of a rule's form: edits fields of `draft`; `preview` says what they come to and what is wrong with them.
FoldSection {
    id: section
    property var draft: ({})
    property var preview: ({})
    property string part
    readonly property string topic: "fleet-file#" + (part === "bandwidth" ? part : "rule." + part)
    property var keys: []
    readonly property var problems: preview.fields || ({})
    signal edited(string key, var value)
    function list(key) {
        return draft[key] || [];
    }

    objectName: "section-" + part
    summary: (preview.parts || {})[part] || ""
    wrong: Object.keys(problems).some(field => keys.includes(field.split("[")[0]))
}
