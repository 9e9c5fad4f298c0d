// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// What people do, with real keys and a real mouse in the real window.
WindowTest {
    id: test
    name: "Flows"

    function test_keyboardOpensEachPage() {
        for (const [key, page] of [[Qt.Key_2, "regions"], [Qt.Key_3, "rules"], [Qt.Key_4, "images"], [Qt.Key_5, "jobs"],
                                   [Qt.Key_6, "consistency"], [Qt.Key_7, "activity"], [Qt.Key_8, "settings"], [Qt.Key_1, "overview"]]) {
            keyClick(key, Qt.ControlModifier)
            compare(Bridge.page, page)
        }
    }
    function test_railButtonTakesEnter() {
        const button = find("rail-rules")
        button.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        compare(Bridge.page, "rules")
        verify(button.visualFocus, "focus ring")
    }
    function test_themeAndLanguage() {
        Appearance.theme = "dark"
        click(find("theme"))
        verify(!Theme.dark)
        click(find("theme"))
        verify(Theme.dark)
        click(find("language"))
        tryVerify(() => search(window.contentItem.parent, "language-zh_CN"))
        click(find("language-zh_CN"))
        compare(Appearance.language, "zh_CN")
        Appearance.language = "en"
    }
    function test_wrongAddressIsToldUnderItsField() {
        Bridge.page = "regions"
        click(find("primary"))
        const editor = find("regionEditor")
        tryVerify(() => editor.opened)
        const address = find("field-url")
        fill("field-url", "ftp")
        compare(editor.draft.url, "ftp")
        verify(address.invalid)
        click(find("save"))
        verify(editor.opened, "a wrong form is not saved")
        compare(Bridge.calls.filter(call => call.startsWith("saveRegion")).length, 0)
        keyClick(Qt.Key_Escape)
        tryVerify(() => !editor.visible)
    }
    function test_addRegion() {
        Bridge.page = "regions"
        click(find("primary"))
        const editor = find("regionEditor")
        tryVerify(() => editor.opened)
        fill("field-id", "ham")
        fill("field-url", "http://ham")
        click(find("save"))
        compare(editor.draft.id, "ham")
        compare(editor.draft.url, "http://ham")
        verify(Bridge.calls.includes("saveRegion ham"))
        tryVerify(() => !editor.visible)
    }
    function test_connectionTestExplains() {
        Bridge.page = "regions"
        click(find("test-fra"))
        const editor = find("regionEditor")
        tryVerify(() => editor.opened)
        verify(Bridge.calls.includes("testRegion https://registry.fra.example.com"))
        compare(Bridge.check.steps.length, 3)
    }
    function test_removingNamesTheRules() {
        Bridge.page = "regions"
        click(find("remove-fra"))
        const dialog = find("regionRemover")
        tryVerify(() => dialog.opened)
        compare(dialog.details, ["base", "platform"])
        keyClick(Qt.Key_Return) // the focus is on Cancel
        tryVerify(() => !dialog.visible)
        compare(Bridge.calls.length, 0)
        click(find("remove-fra"))
        tryVerify(() => dialog.opened)
        click(search(dialog.contentItem, "confirm"))
        verify(Bridge.calls.includes("removeRegion fra"))
    }
    function test_nobodyOverlooksAConflict() {
        verify(!find("alertBanner").visible)
        Bridge.alerts = [{ kind: "conflict", tone: "bad", text: "platform: 2 tags", ruleId: "platform", jobId: "j6" }]
        verify(find("alertBanner").visible)
        click(find("alertShow"))
        compare(Bridge.page, "jobs")
        compare(Bridge.selectedJob, "j6")
        click(find("alertDecide"))
        const sheet = search(find("alertBanner"), "conflictSheet")
        tryVerify(() => sheet.opened)
        compare(sheet.promotion.conflicts.length, 2)
        search(sheet.contentItem, "choice-overwrite").clicked()
        tryVerify(() => search(sheet.contentItem, "overwrite").visible)
        click(search(sheet.contentItem, "overwrite"))
        compare(Bridge.calls, ["resolveConflict platform overwrite"])
        Bridge.alerts = [{ kind: "engine", tone: "bad", text: "meridiand does not answer", detail: "it has ended", ruleId: "", jobId: "" }]
        verify(find("alertBanner").visible)
        verify(!find("alertShow").visible)
        find("alertRunHere").clicked()
        compare(Settings.calls[Settings.calls.length - 1], "runHere")
        Bridge.alerts = []
    }
    function test_slowMode() {
        click(find("slowMode"))
        const menu = find("slowModeMenu")
        tryVerify(() => find("slowModeSwitch").activeFocus)
        keyClick(Qt.Key_Space)
        compare(Bridge.slowText, "8 Mbit/s")
        verify(find("slowModeSwitch").checked)
        const field = find("slowModeRate")
        field.text = "fast"
        click(find("slowModeApply"))
        compare(Bridge.slowText, "8 Mbit/s", "nonsense changes nothing")
        verify(field.invalid)
        keyClick(Qt.Key_Escape)
        compare(find("slowMode").text, "Slow mode: 8 Mbit/s")
        Bridge.slowText = ""
        compare(find("slowMode").text, "Slow mode")
    }
    function test_probe() {
        Bridge.page = "regions"
        click(find("profile-tyo"))
        const sheet = find("regionProfile")
        tryVerify(() => sheet.opened)
        verify(!Bridge.profile.known)
        click(find("probe"))
        compare(Bridge.calls, ["showProfile tyo", "probeRegion tyo"])
        compare(find("probe").text, "Probe again")
        keyClick(Qt.Key_Escape)
        tryVerify(() => !sheet.visible)
    }
    function test_bandwidthWindows() {
        Bridge.page = "regions"
        click(find("primary"))
        const editor = find("regionEditor")
        tryVerify(() => editor.opened)
        fill("field-id", "ham")
        editor.put("bandwidth", "40 Mbit/s")
        find("addWindow").clicked()
        tryVerify(() => search(window.contentItem.parent, "window-0"))
        compare(editor.draft.windows.length, 1)
        const row = find("window-0")
        search(row, "day-5").clicked()
        compare(editor.draft.windows[0].days, 63)
        row.edited("limit", "8 Mbit/s")
        compare(editor.draft.windows[0].limit, "8 Mbit/s")
        verify(search(row, "day-5").checked)
        search(row, "removeWindow").clicked()
        compare(editor.draft.windows, [])
    }
    function test_toast() {
        Bridge.toast("Stored", "ok", "fleet.json")
        compare(find("toast").text, "Stored\nfleet.json")
    }
}
