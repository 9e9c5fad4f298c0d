// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// Search and filter of a RowView, on one line. `choices` = [{key, label}] of values of the role `about`; none: search only.
RowLayout {
    id: bar
    property var rows: null
    property var choices: []
    property string about: "status"
    property string hint
    property string spoken
    spacing: Theme.gap2
    Layout.fillHeight: false
    SearchField {
        objectName: "viewSearch"
        Layout.fillWidth: true
        Layout.maximumWidth: 240
        implicitHeight: 30
        placeholderText: bar.hint
        text: bar.rows !== null ? bar.rows.text : ""
        onTextChanged: if (bar.rows !== null)
            bar.rows.text = text
    }
    Select {
        objectName: "viewOnly"
        visible: bar.choices.length > 0
        Layout.preferredWidth: 150
        implicitHeight: 30
        spoken: bar.spoken
        model: bar.choices
        textRole: "label"
        valueRole: "key"
        choice: bar.rows !== null ? bar.rows.only[bar.about] || "" : ""
        onActivated: bar.rows.setOnly(bar.about, currentValue)
    }
}
