// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// The overview by mouse and by keyboard: the map, its links, and the tables that say the same.
TestCase {
    id: test
    name: "Map"
    when: windowShown
    property var window: null
    property int before: 0
    readonly property var fleet: Bridge.regions.rows

    Component { id: main; Main { width: 1280; height: 720 } }

    function init() {
        Bridge.open("overview")
        Lines.show("")
        Lines.calls = []
        Bridge.calls = []
        before = qmlLog.warnings
        window = createTemporaryObject(main, test)
        window.requestActivate()
        tryVerify(() => window.active)
        waitForRendering(window.contentItem)
    }
    function cleanup() { compare(qmlLog.warnings, before, "warnings from QML") }
    function search(item, name) {
        if (!item || item.objectName === name) return item
        for (let k = 0; item.children && k < item.children.length; ++k) {
            const found = search(item.children[k], name)
            if (found) return found
        }
        return null
    }
    function find(name) {
        const found = search(window.contentItem, name)
        verify(found, name)
        return found
    }
    function click(item) { mouseClick(item, item.width / 2, item.height / 2) }
    function tabTo(item) {
        for (let k = 0; k < 120 && !item.activeFocus; ++k) keyClick(Qt.Key_Tab)
        verify(item.activeFocus, "reached by Tab")
    }
    // A point on the arc to Tokyo that no label covers.
    function arcPoint() {
        const flows = find("flowLayer")
        tryVerify(() => flows.layoutRevision > 0)
        return flows.middleOf(0)
    }

    function test_aRegionOpensItsPage_data() { return [{ tag: "mouse" }, { tag: "Enter" }, { tag: "Space" }] }
    function test_aRegionOpensItsPage(row) {
        const label = find("marker-tyo")
        tryVerify(() => label.opacity === 1)
        if (row.tag === "mouse") {
            click(label)
        } else {
            tabTo(label)
            keyClick(row.tag === "Enter" ? Qt.Key_Return : Qt.Key_Space)
        }
        compare(Bridge.page, "region")
        compare(Bridge.subject, "tyo")
    }
    function test_anArcOpensItsLink() {
        const at = arcPoint()
        const world = find("worldMap")
        mouseMove(world, at.x, at.y)
        const mark = find("link-fra>tyo")
        tryCompare(mark, "opacity", 1)
        mouseClick(world, at.x, at.y)
        compare(Lines.shown, "fra>tyo")
        const panel = find("linkPanel")
        tryVerify(() => panel.visible && panel.width > 200)
        verify(panel.spoken.includes("Tokyo"))
        keyClick(Qt.Key_Escape)
        compare(Lines.shown, "")
    }
    function test_besideTheArcsNothingIsMeant() {
        const world = find("worldMap")
        mouseClick(world, world.width - 80, world.height - 40)
        compare(Lines.shown, "")
    }
    function test_aLinkByKeyboard() {
        const mark = find("link-fra>sjc")
        compare(mark.opacity, 0)
        tabTo(mark)
        compare(mark.opacity, 1)
        keyClick(Qt.Key_Return)
        compare(Lines.shown, "fra>sjc")
        tryVerify(() => find("closeLink").activeFocus)
        keyClick(Qt.Key_Return)
        compare(Lines.shown, "")
    }
    function test_aFailureOpensItsJob() {
        Lines.show("fra>tyo")
        const failure = find("failure-0")
        tabTo(failure)
        keyClick(Qt.Key_Return)
        compare(Bridge.page, "jobs")
        compare(Bridge.selectedJob, "j1")
    }
    function test_hoursAreToldByKeyboard() {
        Lines.show("fra>tyo")
        const chart = find("linkChart")
        tabTo(chart)
        verify(chart.Accessible.name.startsWith("Last 24 hours"))
        keyClick(Qt.Key_Left)
        compare(chart.Accessible.name, "23:00: 1.2 GB, 12 images")
        keyClick(Qt.Key_Left)
        compare(chart.Accessible.name, "22:00: 1.2 GB, 12 images")
    }
    function test_keysMoveTheMap() {
        const world = find("worldMap")
        tabTo(find("marker-fra"))
        keyClick(Qt.Key_Plus)
        tryVerify(() => world.zoom > 1.2)
        const before = world.centre.x
        keyClick(Qt.Key_Left)
        verify(world.centre.x < before)
        keyClick(Qt.Key_0)
        compare(world.zoom, 1)
    }
    function test_theTableTakesArrowKeys() {
        const table = find("regionTable")
        table.itemAtIndex(0).forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Down)
        compare(table.currentIndex, 1)
        keyClick(Qt.Key_Return)
        compare(Bridge.subject, fleet[1].regionId)
    }
    function test_theMapHasATextTwin() {
        click(search(find("mapModes"), "tab-links"))
        const table = find("linkTable")
        tryCompare(table, "count", 4)
        const row = find("linkRow-fra>gru")
        verify(row.spoken.includes("Failing") && row.spoken.includes("9 failed"))
        row.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        compare(Lines.shown, "fra>gru")
        click(search(find("mapModes"), "tab-regions"))
        tryVerify(() => find("regionTable").count === fleet.length)
        keyClick(Qt.Key_Left)
        tryVerify(() => find("worldMap").visible)
    }
    function test_titlesSort() {
        const title = find("sort-rank")
        click(title)
        compare(Lines.overviewRegions.sortKey, "rank")
        compare(Lines.overviewRegions.descending, true)
        title.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        compare(Lines.overviewRegions.descending, false)
        verify(title.Accessible.description !== "")
        keyClick(Qt.Key_Enter)
        compare(Lines.overviewRegions.sortKey, "", "a third time: as they come")
        compare(title.Accessible.description, "")
    }
    function test_nobodyCoversAnother() {
        const layer = find("markers")
        const labels = fleet.map(region => find("marker-" + region.regionId)).filter(label => label.opacity === 1)
        verify(labels.length >= 4)
        for (const one of labels)
            for (const other of labels) {
                if (one === other) continue
                const a = one.mapToItem(layer, 0, 0), b = other.mapToItem(layer, 0, 0)
                verify(a.x + one.width <= b.x || b.x + other.width <= a.x || a.y + one.height <= b.y || b.y + other.height <= a.y)
            }
    }
    function test_withoutRegionsTheSetUpIsOffered() {
        const rows = fleet
        Bridge.regions.rows = []
        const empty = find("noRegions")
        tryVerify(() => empty.visible)
        empty.action()
        compare(Bridge.page, "setup")
        Bridge.regions.rows = rows
    }
}
