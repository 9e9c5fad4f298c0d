// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// The list of regions and the page of one.
TestCase {
    id: test
    name: "Regions"
    when: windowShown
    property var window: null
    property int before: 0

    Component { id: main; Main { width: 1280; height: 720 } }

    function init() {
        Lines.regions.clearFilter()
        Lines.regions.sortKey = ""
        Lines.calls = []
        before = qmlLog.warnings
        Bridge.open("regions")
        window = createTemporaryObject(main, test)
        window.requestActivate()
        tryVerify(() => window.active)
        waitForRendering(window.contentItem)
        Bridge.calls = []
    }
    function cleanup() { compare(qmlLog.warnings, before, "warnings from QML") }
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
    function show(id) {
        Bridge.open("region", id)
        waitForRendering(window.contentItem)
        tryVerify(() => search(window.contentItem, "regionFlick"))
        Bridge.calls = []
    }

    function test_aRowOpensItsRegion_data() { return [{ tag: "mouse" }, { tag: "keys" }] }
    function test_aRowOpensItsRegion(row) {
        const line = find("region-tyo")
        if (row.tag === "mouse") {
            mouseClick(line, 60, line.height / 2)
        } else {
            find("region-fra").forceActiveFocus(Qt.TabFocusReason)
            keyClick(Qt.Key_Down)
            verify(line.activeFocus)
            keyClick(Qt.Key_Return)
        }
        compare(Bridge.page, "region")
        compare(Bridge.subject, "tyo")
    }
    function test_thePencilEdits() {
        click(find("edit-tyo"))
        tryVerify(() => find("regionEditor").opened)
        keyClick(Qt.Key_Escape)
    }
    function test_typingFilters() {
        const field = find("findRegion")
        click(field)
        tryVerify(() => field.activeFocus)
        for (const letter of "sin") keyClick(letter)
        compare(Lines.regions.text, "sin")
        keyClick(Qt.Key_Escape)
        compare(Lines.regions.text, "")
        keyClick(Qt.Key_Down)
        tryVerify(() => find("regions").activeFocus)
    }
    function test_statesFilter() {
        const choice = find("filterState")
        choice.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Down)
        compare(Lines.regions.only.status, "syncing")
    }
    function test_titlesSort() {
        click(find("sort-consistency"))
        compare(Lines.regions.sortKey, "consistency")
        click(find("sort-consistency"))
        compare(Lines.regions.descending, true)
        click(find("sort-consistency"))
        compare(Lines.regions.sortKey, "", "a third time: as they come")
    }
    function test_aPageOffersTheFix() {
        show("gru")
        verify(find("whyNot").text.includes("other digests"))
        click(find("fix"))
        compare(Lines.calls, ["syncTo gru"])
    }
    function test_thePrimaryActionSyncsToHere() {
        show("tyo")
        click(find("primary"))
        compare(Lines.calls, ["syncTo tyo"])
    }
    function test_aCheckIsToldOnThePage() {
        show("tyo")
        click(find("checkRegion"))
        verify(Bridge.calls.some(call => call.startsWith("testRegion")))
        Bridge.check.done = false
    }
    function test_aProbeIsToldOnThePage() {
        show("tyo")
        const button = find("probeRegion")
        find("regionFlick").contentY = Math.max(0, button.mapToItem(find("regionFlick").contentItem, 0, 0).y - 100)
        waitForRendering(window.contentItem)
        click(button)
        verify(Bridge.calls.includes("probeRegion tyo"))
        Bridge.profile.known = false
        Bridge.profile.groups = []
        Bridge.profile.remarks = []
    }
    function test_prewarmBeginsHere() {
        show("tyo")
        Prewarm.calls = []
        click(find("prewarmRegion"))
        compare(Prewarm.calls, ["open "])
        keyClick(Qt.Key_Escape)
    }
    function test_anotherRegionIsLookedAtAnew() {
        show("tyo")
        Bridge.open("region", "gru")
        verify(Bridge.calls.includes("showProfile gru"))
    }
    function test_anUnknownRegionSaysSo() {
        Bridge.open("region", "gone")
        waitForRendering(window.contentItem)
        compare(window.contentItem.visible, true)
        verify(!find("regionFlick").visible)
    }
    function test_aFailureOpensItsJob() {
        show("tyo")
        const failure = find("failure-1")
        failure.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        compare(Bridge.page, "jobs")
        compare(Bridge.selectedJob, "j1")
    }
}
