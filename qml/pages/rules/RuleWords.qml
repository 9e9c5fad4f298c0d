// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// A list of words of a rule's form.
FormField {
    id: words
    property string key
    property string sample
    property var draft: ({})
    signal edited(string key, var value)
    TagInput {
        objectName: "field-" + words.key
        Layout.fillWidth: true
        spoken: words.label
        placeholder: words.sample
        values: words.draft[words.key] || []
        onEdited: values => words.edited(words.key, values)
    }
}
