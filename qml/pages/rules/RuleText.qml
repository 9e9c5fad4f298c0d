// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// A short text of a rule's form.
FormField {
    id: field
    property string key
    property string sample
    property int wide: 120
    property bool first: false
    property var draft: ({})
    signal edited(string key, var value)
    TextField {
        objectName: "field-" + field.key
        Layout.fillWidth: true
        implicitWidth: field.wide
        focus: field.first
        spoken: field.label
        placeholderText: field.sample
        text: field.draft[field.key] || ""
        invalid: field.problem !== ""
        onTextEdited: field.edited(field.key, text)
    }
}
