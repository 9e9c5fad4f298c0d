// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// What people do, with real keys and a real mouse in the real window.
TestCase {
    id: test
    name: "Flows"
    when: windowShown
    property var window: null
    property int before: 0

    Component { id: main; Main { width: 1280; height: 720 } }

    function init() {
        Bridge.page = "overview"
        Bridge.calls = []
        before = qmlLog.warnings
        window = createTemporaryObject(main, test)
        window.requestActivate()
        tryVerify(() => window.active)
        waitForRendering(window.contentItem)
    }
    function cleanup() { compare(qmlLog.warnings, before, "warnings from QML") }

    // Popups reparent their content to the overlay: look there as well.
    function search(item, name) {
        if (!item || item.objectName === name) return item
        for (const list of [item.children, item.resources, item.contentItem ? [item.contentItem] : []])
            for (let k = 0; list && k < list.length; ++k) {
                const found = list[k] === item ? null : search(list[k], name)
                if (found) return found
            }
        return null
    }
    function find(name) {
        const found = search(window.contentItem, name) || search(window.contentItem.parent, name)
        verify(found, name)
        return found
    }
    function click(item) { mouseClick(item, item.width / 2, item.height / 2) }
    function type(text) { for (const letter of text) keyClick(letter) }
    function fill(name, text) {
        const field = find(name)
        click(field)
        tryVerify(() => field.activeFocus)
        type(text)
    }

    function test_keyboardOpensEachPage() {
        for (const [key, page] of [[Qt.Key_2, "regions"], [Qt.Key_3, "rules"], [Qt.Key_4, "jobs"], [Qt.Key_1, "overview"]]) {
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
        fill("field-regionId", "ham")
        fill("field-url", "http://ham")
        click(find("save"))
        compare(editor.draft.regionId, "ham")
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
    function test_planThenSync() {
        Bridge.page = "rules"
        click(find("plan-base"))
        const review = find("planReview")
        tryVerify(() => review.opened)
        click(find("syncPlanned"))
        compare(Bridge.calls, ["requestPlan base", "syncPlanned"])
        tryVerify(() => !review.visible)
    }
    function test_ruleEditorCollectsWords() {
        Bridge.page = "rules"
        click(find("primary"))
        const editor = find("ruleEditor")
        tryVerify(() => editor.opened)
        compare(editor.draft.source, "fra")
        fill("field-repositories", "base/*")
        keyClick(Qt.Key_Return)
        type("web")
        keyClick(Qt.Key_Return)
        compare(editor.draft.repositories, ["base/*", "web"])
        keyClick(Qt.Key_Backspace)
        compare(editor.draft.repositories, ["base/*"])
        click(find("target-tyo"))
        compare(editor.draft.targetIds, ["tyo"])
    }
    function test_cancelJob() {
        Bridge.selectedJob = ""
        Bridge.page = "jobs"
        tryCompare(Bridge, "selectedJob", "j6")
        click(find("cancelJob"))
        compare(Bridge.calls, ["cancelJob j6"])
        find("jobs").forceActiveFocus()
        keyClick(Qt.Key_Down)
        compare(Bridge.selectedJob, "j5")
    }
    function test_toast() {
        Bridge.toast("Stored", "ok", "fleet.json")
        compare(find("toast").text, "Stored\nfleet.json")
    }
}
