// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// Before a rule is promoted or rolled back by hand: what that does, and where.
ConfirmDialog {
    id: dialog
    objectName: "releaseDialog"
    property string ruleId
    property bool back
    function ask(rule, rollback, regions) {
        ruleId = rule;
        back = rollback;
        details = regions;
        open();
    }
    harmless: !back
    title: back ? qsTr("Roll back %1?").arg(ruleId) : qsTr("Promote %1 now?").arg(ruleId)
    text: back ? qsTr("The tags that the last promotion set go back to the images they had before, in all these regions. Nothing is deleted: it can be promoted again.") : qsTr("Images go to all these regions by digest first. When they are complete everywhere, the tags are set in all of them, whatever the rule says otherwise.")
    confirmText: back ? qsTr("Roll back") : qsTr("Promote now")
    onConfirmed: back ? Bridge.rollback(ruleId) : Bridge.promote(ruleId)
}
