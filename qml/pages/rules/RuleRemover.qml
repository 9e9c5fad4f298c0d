// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

ConfirmDialog {
    id: dialog
    objectName: "ruleRemover"
    property string ruleId
    signal removed
    function ask(id) {
        ruleId = id;
        points = Notices.stake("rule", id).lines;
        open();
    }
    title: qsTr("Remove rule %1?").arg(ruleId)
    text: qsTr("Its images are no longer mirrored. What has been copied stays where it is.")
    confirmText: qsTr("Remove rule")
    onConfirmed: {
        const refused = Bridge.removeRule(ruleId);
        if (refused === "")
            removed();
        else
            Bridge.toast(refused, "bad", "");
    }
}
