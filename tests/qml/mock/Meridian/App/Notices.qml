// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for the console's `Notices`; `calls` records what the pages asked for.
pragma Singleton
import QtQuick
import Meridian.Mock

QtObject {
    id: notices
    property var calls: []
    readonly property Rows toasts: Rows {}
    readonly property Rows rows: Rows {}
    property int unread: 0
    property var muted: []
    readonly property var some: [
        { noticeId: "2", tone: "bad", text: "Sync platform: Failed", detail: "The registry did not take the credential: denied", timeText: "2 min ago",
          times: 3, unread: true, source: "rule platform", sourceText: "Rule platform", actionText: "Show job", secondText: "Retry", spoken: "Sync platform: Failed" },
        { noticeId: "1", tone: "ok", text: "Tokyo is back", detail: "", timeText: "1 h ago", times: 1, unread: false, source: "region tyo",
          sourceText: "Tokyo", actionText: "Show region", secondText: "", spoken: "Tokyo is back" }]
    property Connections ears: Connections {
        target: Bridge
        function onToast(text, tone, detail) { notices.pop(text, tone, detail, "") }
    }
    function log(what) { calls = calls.concat([what]) }
    function pop(text, tone, detail, actionText) {
        toasts.rows = toasts.rows.concat([{ toastId: String(toasts.count + 1), tone: tone, text: text, detail: detail, times: 1, seconds: 6, actionText: actionText }])
    }
    function dismiss(id) { log("dismiss " + id); toasts.rows = toasts.rows.filter(one => one.toastId !== id) }
    function dismissNewest() { log("dismissNewest") }
    function act(id) { log("act " + id) }
    function follow(id, second) { log("follow " + id + (second ? " second" : "")) }
    function markRead() { log("markRead"); unread = 0 }
    function remove(id) { log("remove " + id); rows.rows = rows.rows.filter(one => one.noticeId !== id) }
    function clear() { log("clear"); rows.rows = [] }
    function mute(source, mute) { log((mute ? "mute " : "unmute ") + source) }
    function undo() { log("undo") }
    function tryDesktop() { log("tryDesktop") }
    function stake(kind, id) {
        return { lines: ["1 job runs or waits; it goes on with what it began with"], rules: ["base"], jobs: 1, tags: 20, typed: "" }
    }
}
