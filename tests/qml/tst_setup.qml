// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// The guided set-up with real keys and a real mouse.
TestCase {
    id: test
    name: "Setup"
    when: windowShown
    property var window: null
    property int before: 0

    Component { id: main; Main { width: 1280; height: 720 } }

    function init() {
        Setup.reset()
        Bridge.page = "setup"
        before = qmlLog.warnings
        window = createTemporaryObject(main, test)
        window.requestActivate()
        tryVerify(() => window.active)
        waitForRendering(window.contentItem)
    }
    function cleanup() {
        compare(qmlLog.warnings, before, "warnings from QML")
        Bridge.page = "overview"
    }
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
    function focusName() {
        for (let item = window.activeFocusItem; item; item = item.parent)
            if (item.objectName !== "") return item.objectName
        return ""
    }
    function tabTo(name) {
        for (let k = 0; k < 30 && focusName() !== name; ++k) keyClick(Qt.Key_Tab)
        compare(focusName(), name)
    }

    function test_focusIsInTheFirstField_data() {
        return [{ tag: "registry", place: 0, field: "setup-url" }, { tag: "what", place: 2, field: "setup-patterns" },
                { tag: "when", place: 3, field: "choice-daily" }, { tag: "plan", place: 4, field: "setup-plan" },
                { tag: "sync", place: 5, field: "setup-sync" }]
    }
    function test_focusIsInTheFirstField(row) {
        Setup.show(row.place)
        tryCompare(test, "focusedName", row.field)
    }
    readonly property string focusedName: window && window.activeFocusItem ? focusName() : ""

    function test_typingAnAddressAndEnter() {
        tryCompare(test, "focusedName", "setup-url")
        type("fra")
        compare(Setup.region.form.url, "fra")
        Setup.calls = []
        keyClick(Qt.Key_Return)
        compare(Setup.calls, ["confirm"])
    }
    function test_escapeGoesBack() {
        Setup.show(3)
        keyClick(Qt.Key_Escape)
        verify(Setup.calls.includes("back"))
        compare(Setup.step, "what")
    }
    function test_doneStepsLeadBack() {
        Setup.show(4)
        waitForRendering(window.contentItem) // the steps are made anew
        click(find("step-what"))
        compare(Setup.step, "what")
        verify(!find("step-sync").enabled)
    }
    function test_nextWaits() {
        Setup.canGoOn = false
        Setup.missing = "The registry wants a login."
        verify(!find("next").enabled)
        compare(find("missing").text, "The registry wants a login.")
        Setup.canGoOn = true
        Setup.missing = ""
        click(find("next"))
        compare(Setup.step, "regions")
    }
    function test_aFailureSaysWhatHelps() {
        Setup.region.phase = "failed"
        verify(find("setup-found").text.includes("refused"))
        click(find("lookAgain"))
        compare(Setup.calls, ["look"])
    }
    function test_certificateIsTrustedByHand() {
        Setup.region.phase = "untrusted"
        compare(find("fingerprint").text.length, 95)
        tabTo("trust")
        keyClick(Qt.Key_Return)
        compare(Setup.calls, ["trust"])
    }
    function test_loginIsTyped() {
        Setup.region.phase = "login"
        Setup.region.chooseLogin("typed")
        tryCompare(test, "focusedName", "setup-user")
        type("ci")
        keyClick(Qt.Key_Tab)
        type("pw")
        compare(find("setup-password").echoMode, TextInput.Password)
        verify(Setup.calls.includes("put user ci") && Setup.calls.includes("secret of 2"))
        Setup.region.login = "none"
    }
    function test_aCityByKeyboard() {
        Setup.region.phase = "ready"
        tabTo("setup-city")
        type("li")
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Return)
        verify(Setup.calls.includes("placeIn Lima"))
        verify(!Setup.calls.includes("confirm"))
        keyClick(Qt.Key_Return)
        verify(Setup.calls.includes("confirm"))
    }
    function test_aPlaceByClick() {
        Setup.region.phase = "ready"
        const map = find("setup-map")
        find("setup-city").forceActiveFocus(Qt.TabFocusReason) // brings the map into sight
        waitForRendering(window.contentItem)
        mouseClick(map, map.width / 2, 20)
        verify(Setup.calls.includes("placeAt"))
    }
    function test_repositoriesByKeyboard() {
        Setup.show(2)
        tabTo("setup-search")
        keyClick(Qt.Key_Down)
        tryCompare(test, "focusedName", "setup-repositories")
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Space)
        verify(Setup.calls.includes("toggle 1"))
        keyClick(Qt.Key_Return)
        verify(Setup.calls.includes("confirm"))
    }
    function test_patternsByKeyboard() {
        Setup.show(2)
        tryCompare(test, "focusedName", "setup-patterns")
        type("base/*")
        keyClick(Qt.Key_Return)
        verify(Setup.calls.includes("patterns base/*"))
        verify(!Setup.calls.includes("confirm"), "Enter adds the pattern first")
    }
    function test_modeByArrows() {
        Setup.show(3)
        tryCompare(test, "focusedName", "choice-daily")
        keyClick(Qt.Key_Right)
        compare(Setup.schedule.form.mode, "every")
        tabTo("setup-minutes")
    }
    function test_moreRegions() {
        Setup.show(1)
        tryCompare(test, "focusedName", "setup-more")
        keyClick(Qt.Key_Return)
        compare(Setup.calls, ["confirm"])
        Setup.calls = []
        click(find("edit-tyo"))
        click(find("addRegion"))
        compare(Setup.calls, ["editRegion tyo", "addRegion"])
        tryCompare(test, "focusedName", "setup-url")
        click(find("stopDescribing"))
        tryCompare(test, "focusedName", "setup-more")
    }
    function test_fileInstead() {
        click(find("editFile"))
        verify(find("fileCard").visible)
        click(find("importSetup"))
        tryVerify(() => find("ruleImport").opened)
        keyClick(Qt.Key_Escape)
    }
    function test_theEnd() {
        Setup.show(5)
        Setup.run.phase = "done"
        click(find("nextRule"))
        compare(Setup.calls, ["another"])
        Setup.run.phase = "running"
        click(find("showJob"))
        verify(Setup.calls.includes("leave jobs"))
    }
    function test_eachStepInBothThemes_data() { return Setup.keys.map((key, place) => ({ tag: key, place: place })) }
    function test_eachStepInBothThemes(row) {
        Setup.show(row.place)
        for (const phase of ["empty", "looking", "untrusted", "login", "failed", "ready"]) {
            Setup.region.phase = phase
            Appearance.theme = Appearance.theme === "dark" ? "light" : "dark"
            waitForRendering(window.contentItem)
        }
        Appearance.theme = "dark"
    }
}
