// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Which jobs are shown, and in what order.
ColumnLayout {
    id: filter
    readonly property var jobs: History.jobs
    spacing: Theme.gap2
    RowLayout {
        spacing: Theme.gap2
        SearchField {
            id: search
            objectName: "jobSearch"
            Layout.fillWidth: true
            placeholderText: qsTr("Rule, job or error")
            text: filter.jobs.text
            onTextChanged: filter.jobs.text = text
            Accessible.description: qsTr("%n jobs shown", "", filter.jobs.count)
        }
        Choice {
            objectName: "jobOrder"
            Layout.minimumWidth: 104
            Layout.maximumWidth: 120
            spoken: qsTr("Order")
            model: [{
                    "key": "newest",
                    "label": qsTr("Newest")
                }, {
                    "key": "oldest",
                    "label": qsTr("Oldest")
                }, {
                    "key": "longest",
                    "label": qsTr("Longest")
                }, {
                    "key": "largest",
                    "label": qsTr("Most data")
                }, {
                    "key": "rule",
                    "label": qsTr("By rule")
                }]
            choice: filter.jobs.order
            onActivated: filter.jobs.order = currentValue
        }
    }
    RowLayout {
        spacing: Theme.gap2
        Choice {
            objectName: "jobStatus"
            spoken: qsTr("Status")
            model: [{
                    "key": "",
                    "label": qsTr("All")
                }, {
                    "key": "open",
                    "label": qsTr("Queue")
                }, {
                    "key": "bad",
                    "label": qsTr("With failures")
                }, {
                    "key": "succeeded",
                    "label": Status.word("succeeded")
                }, {
                    "key": "cancelled",
                    "label": Status.word("cancelled")
                }, {
                    "key": "interrupted",
                    "label": Status.word("interrupted")
                }]
            choice: filter.jobs.status
            onActivated: filter.jobs.status = currentValue
        }
        Choice {
            objectName: "jobRule"
            spoken: qsTr("Rule")
            model: History.rules
            choice: filter.jobs.rule
            onActivated: filter.jobs.rule = currentValue
        }
        Choice {
            objectName: "jobKind"
            spoken: qsTr("Kind")
            model: History.kinds
            choice: filter.jobs.kind
            onActivated: filter.jobs.kind = currentValue
        }
        Choice {
            objectName: "jobSince"
            spoken: qsTr("Since")
            model: [{
                    "key": 0,
                    "label": qsTr("Ever")
                }, {
                    "key": 1,
                    "label": qsTr("Last hour")
                }, {
                    "key": 24,
                    "label": qsTr("24 hours")
                }, {
                    "key": 168,
                    "label": qsTr("7 days")
                }, {
                    "key": 720,
                    "label": qsTr("30 days")
                }]
            choice: filter.jobs.hours
            onActivated: filter.jobs.hours = currentValue
        }
    }
    component Choice: Select {
        Layout.fillWidth: true
        Layout.preferredWidth: 60
        implicitHeight: 30
        leftPadding: 8
        rightPadding: 24
        textRole: "label"
        valueRole: "key"
        popup.width: Math.max(width, 150)
    }
}
