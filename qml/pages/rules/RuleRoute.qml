// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// What a rule is called, from where it copies and to where.
ColumnLayout {
    id: route
    property var draft: ({})
    signal edited(string key, var value)
    function toggle(id, on) {
        const others = (draft.targets || []).filter(target => target !== id);
        edited("targets", on ? others.concat([id]) : others);
    }
    spacing: Theme.gap4
    Layout.fillHeight: false
    RowLayout {
        spacing: Theme.gap3
        RuleText {
            key: "id"
            topic: "fleet-file#rule.id"
            label: qsTr("ID")
            sample: "base"
            wide: 220
            first: true
            draft: route.draft
            onEdited: (key, value) => route.edited(key, value)
        }
        FormField {
            label: qsTr("Copies from")
            topic: "fleet-file#rule.source"
            Select {
                Layout.fillWidth: true
                spoken: qsTr("Copies from")
                model: Bridge.regions
                textRole: "name"
                valueRole: "regionId"
                choice: route.draft.source || ""
                onActivated: {
                    route.toggle(currentValue, false);
                    route.edited("source", currentValue);
                }
            }
        }
    }
    FormField {
        label: qsTr("Copies to")
        topic: "fleet-file#rule.targets"
        Flow {
            Layout.fillWidth: true
            spacing: Theme.gap3
            Repeater {
                model: Bridge.regions
                CheckBox {
                    required property string regionId
                    required property string name
                    objectName: "target-" + regionId
                    visible: regionId !== route.draft.source
                    text: name
                    checked: (route.draft.targets || []).includes(regionId)
                    onToggled: route.toggle(regionId, checked)
                }
            }
        }
    }
}
