// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// Removing a region names the rules that use it first.
ConfirmDialog {
    id: dialog
    objectName: "regionRemover"
    property string regionId
    property var stake: ({
            "lines": [],
            "typed": ""
        })
    points: stake.lines
    typed: stake.typed
    signal removed
    function ask(id, name) {
        regionId = id;
        title = qsTr("Remove %1?").arg(name);
        details = Bridge.rulesUsing(id);
        stake = Notices.stake("region", id);
        open();
    }
    text: details.length > 0 ? qsTr("These rules copy from it or to it and lose it. The images in its registry stay where they are.") : qsTr("No rule uses it. The images in its registry stay where they are.")
    confirmText: qsTr("Remove region")
    onConfirmed: {
        const refused = Bridge.removeRegion(regionId);
        if (refused === "")
            removed();
        else
            Bridge.toast(refused, "bad", "");
    }
}
