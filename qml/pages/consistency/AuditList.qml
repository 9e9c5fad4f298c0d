// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The rules with what their newest audits came to.
Card {
    id: card
    spoken: qsTr("Rules")
    ListView {
        id: list
        objectName: "audits"
        anchors {
            fill: parent
            leftMargin: 8
            rightMargin: 4
            topMargin: 6
            bottomMargin: 6
        }
        clip: true
        focus: true
        model: Bridge.consistency.audits
        boundsBehavior: Flickable.StopAtBounds
        currentIndex: Math.max(0, count > 0 ? Bridge.consistency.audits.find(Bridge.consistency.ruleId) : -1)
        Accessible.role: Accessible.List
        Accessible.name: card.spoken
        T.ScrollBar.vertical: ScrollBar {
        }
        Keys.onDownPressed: Bridge.consistency.ruleId = model.get(Math.min(count - 1, currentIndex + 1)).ruleId
        Keys.onUpPressed: Bridge.consistency.ruleId = model.get(Math.max(0, currentIndex - 1)).ruleId
        delegate: AuditRow {
            x: 8
            width: list.width - 24
            current: ListView.isCurrentItem
            last: index === list.count - 1
            onClicked: Bridge.consistency.ruleId = ruleId
        }
    }
}
