// SPDX-License-Identifier: GPL-3.0-or-later
// What a state looks like: always a colour and an icon and a word. Keys are the models' status roles.
pragma Singleton
import QtQuick
import Meridian.Ui

QtObject {
    readonly property var tones: ({
            "insync": "ok",
            "syncing": "warn",
            "drift": "bad",
            "failed": "bad",
            "offline": "offline",
            "unknown": "offline",
            "idle": "offline",
            "running": "accent",
            "queued": "offline",
            "succeeded": "ok",
            "partial": "warn",
            "cancelled": "offline",
            "interrupted": "warn",
            "waiting": "offline",
            "copying": "accent",
            "copied": "ok",
            "unchanged": "offline",
            "paused": "offline",
            "info": "accent",
            "warning": "warn",
            "error": "bad"
        })
    readonly property var icons: ({
            "ok": "circle-check",
            "warn": "triangle-alert",
            "bad": "triangle-alert",
            "accent": "info",
            "offline": "wifi-off",
            "insync": "circle-check",
            "syncing": "refresh-cw",
            "drift": "triangle-alert",
            "failed": "circle-x",
            "unknown": "circle-dashed",
            "idle": "circle-dashed",
            "running": "refresh-cw",
            "queued": "clock",
            "succeeded": "circle-check",
            "partial": "triangle-alert",
            "cancelled": "ban",
            "interrupted": "triangle-alert",
            "waiting": "clock",
            "copying": "arrow-down-to-line",
            "copied": "circle-check",
            "unchanged": "minus",
            "paused": "pause",
            "info": "info",
            "warning": "triangle-alert",
            "error": "circle-x"
        })
    readonly property var colors: ({
            "ok": Theme.ok,
            "warn": Theme.warn,
            "bad": Theme.bad,
            "accent": Theme.accent,
            "offline": Theme.offline
        })
    readonly property var words: ({
            "insync": qsTr("In sync"),
            "syncing": qsTr("Syncing"),
            "drift": qsTr("Drift"),
            "failed": qsTr("Failed"),
            "offline": qsTr("Offline"),
            "unknown": qsTr("Not checked"),
            "idle": qsTr("Not run yet"),
            "running": qsTr("Running"),
            "ok": qsTr("Done"),
            "queued": qsTr("Queued"),
            "succeeded": qsTr("Done"),
            "partial": qsTr("Partly done"),
            "cancelled": qsTr("Cancelled"),
            "interrupted": qsTr("Interrupted"),
            "waiting": qsTr("Waiting"),
            "copying": qsTr("Copying"),
            "copied": qsTr("Copied"),
            "unchanged": qsTr("Unchanged"),
            "paused": qsTr("Paused")
        })

    function tone(status) {
        return tones[status] || (colors[status] ? status : "offline");
    }
    function color(status) {
        return colors[tone(status)];
    }
    function icon(status) {
        return icons[status] || "circle-dashed";
    }
    function word(status) {
        return words[status] || "";
    }
}
