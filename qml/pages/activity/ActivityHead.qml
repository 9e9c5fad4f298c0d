// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Which lines are shown, and where they go.
RowLayout {
    id: head
    signal exportWanted(string format)
    spacing: Theme.gap2
    TabStrip {
        objectName: "activityTabs"
        spoken: qsTr("Activity")
        tabs: [{
                "key": "actions",
                "label": qsTr("Actions")
            }, {
                "key": "events",
                "label": qsTr("Events")
            }]
        current: Activity.view
        onChosen: key => Activity.view = key
    }
    Item {
        Layout.fillWidth: true
    }
    SearchField {
        objectName: "activitySearch"
        Layout.fillWidth: true
        Layout.maximumWidth: 260
        placeholderText: qsTr("Search")
        text: Activity.search
        onTextEdited: Activity.search = text
        onTextChanged: if (text === "")
            Activity.search = ""
    }
    Select {
        objectName: "activityActor"
        visible: Activity.view === "actions"
        implicitWidth: 170
        spoken: qsTr("Who")
        model: Activity.actors
        textRole: "label"
        valueRole: "key"
        choice: Activity.actor
        onActivated: Activity.actor = currentValue
    }
    Select {
        objectName: "activityVerb"
        implicitWidth: 170
        spoken: qsTr("Action")
        model: Activity.verbs
        textRole: "label"
        valueRole: "key"
        choice: Activity.verb
        onActivated: Activity.verb = currentValue
    }
    CheckBox {
        objectName: "activityRefused"
        text: Activity.view === "events" ? qsTr("Errors only") : qsTr("Refused only")
        checked: Activity.refusedOnly
        onToggled: Activity.refusedOnly = checked
    }
    Repeater {
        model: ["csv", "json"]
        GhostButton {
            required property string modelData
            objectName: "export-" + modelData
            iconName: "download"
            leftPadding: 10
            rightPadding: 10
            text: modelData.toUpperCase()
            why: qsTr("Writes what is shown into a %1 file.").arg(text)
            Accessible.name: qsTr("Export as %1").arg(text)
            onClicked: head.exportWanted(modelData)
        }
    }
}
