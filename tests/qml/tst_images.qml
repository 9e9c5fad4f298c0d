// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// The pages Images and Image and the prewarm, with real keys and a real mouse in the real window.
TestCase {
    id: test
    name: "Images"
    when: windowShown
    property var window: null
    property int before: 0

    Component { id: main; Main { width: 1280; height: 720 } }

    function init() {
        Bridge.page = "images"
        Bridge.calls = []
        Catalog.calls = []
        Catalog.repository = "base/alpine"
        Catalog.error = ""
        Catalog.repositories.regions = 5
        Catalog.repositories.rows.filter = ""
        Object.assign(Catalog.tags, { filter: "", only: "", first: 0, size: 1000 })
        Object.assign(Catalog.image, { known: true, nowhere: false, error: "", platform: 0 })
        Object.assign(Prewarm, { calls: [], images: [], stage: "choose", error: "", wanted: [] })
        Prewarm.search.query = ""
        before = qmlLog.warnings
        window = createTemporaryObject(main, test)
        window.requestActivate()
        tryVerify(() => window.active)
        waitForRendering(window.contentItem)
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
    function type(text) { for (const letter of text) keyClick(letter) }
    function fill(name, text) {
        const field = find(name)
        click(field)
        tryVerify(() => field.activeFocus)
        type(text)
    }

    function test_searchAndChooseARepository() {
        const list = find("repositories")
        compare(list.count, 5)
        fill("repositorySearch", "pay")
        compare(list.count, 2)
        keyClick(Qt.Key_Return)
        compare(Catalog.repository, "payments/api")
        keyClick(Qt.Key_Down)
        verify(list.activeFocus)
        keyClick(Qt.Key_Down)
        compare(Catalog.repository, "payments/ledger")
        compare(list.currentIndex, 1)
        click(find("repositorySearch"))
        keyClick(Qt.Key_Escape)
        compare(list.count, 5)
        compare(list.currentIndex, 4)
    }
    function test_sortTheCatalogue() {
        click(find("repositoryOrder"))
        compare(Catalog.repositories.rows.order, "regions")
        click(find("repositoryOrder"))
        compare(Catalog.repositories.rows.order, "name")
        click(find("readCatalogues"))
        compare(Catalog.calls, ["refresh"])
    }
    function test_keysGoOverTheTable() {
        const list = find("tagTable")
        list.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_End)
        compare(list.currentIndex, 999)
        keyClick(Qt.Key_PageUp)
        verify(list.currentIndex < 995 && list.currentIndex > 950, list.currentIndex)
        keyClick(Qt.Key_Home)
        keyClick(Qt.Key_PageDown)
        verify(list.currentIndex > 5)
        keyClick(Qt.Key_Home)
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Right)
        keyClick(Qt.Key_C, Qt.ControlModifier)
        compare(Bridge.calls, ["copy"])
        keyClick(Qt.Key_Return)
        compare(Catalog.calls, ["open base/alpine:4.0.1"])
    }
    function test_aFilterKeepsTheTagInSight() {
        const list = find("tagTable")
        list.forceActiveFocus(Qt.TabFocusReason)
        for (let k = 0; k < 12; ++k) keyClick(Qt.Key_Down)
        compare(Catalog.tags.tagAt(list.currentIndex), "4.1.2")
        fill("tagSearch", "1.2")
        compare(Catalog.tags.tagAt(list.currentIndex), "4.1.2")
        keyClick(Qt.Key_Escape)
        compare(list.currentIndex, 12)
        list.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_End)
        verify(list.contentY > 20000)
    }
    function test_doubleClickOpensTheImage() {
        const row = find("tagTable").itemAtIndex(3)
        mouseDoubleClickSequence(row, 30, row.height / 2)
        compare(Catalog.calls, ["open base/alpine:4.0.3"])
        mouseClick(row, row.width - 20, row.height / 2)
        keyClick(Qt.Key_C, Qt.ControlModifier)
        compare(Bridge.calls, ["copy"])
    }
    function test_sortAndFilterTags() {
        click(find("sort-drift"))
        compare(Catalog.tags.order, "drift")
        click(find("sort-drift"))
        verify(Catalog.tags.reversed)
        click(find("sort-version"))
        compare(Catalog.tags.order, "version")
        const choice = find("tagChoice")
        choice.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Down)
        compare(Catalog.tags.only, "drift")
        verify(Catalog.tags.count < 30)
        fill("tagSearch", "nothing of this name")
        const empty = find("tagsEmpty")
        verify(empty.visible)
        empty.action()
        compare(Catalog.tags.count, 1000)
    }
    function test_manyRegionsAreTurnedOver() {
        const list = find("tagTable"), left = find("regionsLeft"), right = find("regionsRight")
        verify(!right.visible)
        const few = Catalog.tags.regions
        Catalog.tags.regions = Array.from({ length: 12 }, (none, at) => "Region " + (at + 1))
        verify(right.visible && right.enabled && !left.enabled)
        waitForRendering(window.contentItem)
        click(right)
        compare(Catalog.tags.first, Catalog.tags.shown)
        waitForRendering(window.contentItem)
        click(left)
        compare(Catalog.tags.first, 0)
        list.forceActiveFocus(Qt.TabFocusReason)
        for (let k = 0; k < 14; ++k) keyClick(Qt.Key_Right)
        compare(Catalog.tags.first + Catalog.tags.shown, 12)
        keyClick(Qt.Key_Left)
        Catalog.tags.regions = few
        click(find("tagsCli"))
        compare(Bridge.calls, ["copy"])
    }
    function test_emptyStates() {
        Catalog.tags.size = 0
        verify(find("tagsEmpty").visible)
        Catalog.error = "The registry has an error of its own"
        verify(find("tagsError").visible)
        verify(!find("tagsEmpty").visible)
        Catalog.repositories.regions = 0
        const empty = find("imagesEmpty")
        verify(empty.visible)
        verify(!find("primary").enabled)
        empty.action()
        compare(Bridge.page, "regions")
    }
    function test_imagePage() {
        Bridge.open("image", "base/alpine:3.20")
        const platforms = find("platforms")
        compare(find("layers").count, 12)
        platforms.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Down)
        compare(find("layers").count, 4)
        click(find("platform-0"))
        compare(Catalog.image.platform, 0)
        Bridge.calls = []
        click(find("imageDigest"))
        compare(Bridge.calls, ["copy"])
        click(find("place-r2"))
        compare(Bridge.page, "region")
    }
    function test_commandsOfAnImage() {
        Bridge.open("image", "base/alpine:3.20")
        click(find("imageCli"))
        const sheet = find("imageCommands")
        tryVerify(() => sheet.opened)
        keyClick(Qt.Key_Escape)
        tryVerify(() => !sheet.visible)
    }
    function test_imageInNoRegion() {
        Catalog.image.known = false
        Catalog.image.nowhere = true
        Bridge.open("image", "base/alpine:3.20")
        verify(find("imageEmpty").visible)
        verify(!find("primary").enabled)
    }
    function test_prewarmFromTheHeader() {
        Bridge.open("image", "base/alpine:3.20")
        click(find("primary"))
        const sheet = find("prewarmSheet")
        tryVerify(() => sheet.opened)
        compare(Prewarm.images, ["base/alpine:3.20"])
        const start = find("prewarmStart")
        tryVerify(() => start.enabled)
        click(find("region-r2"))
        waitForRendering(window.contentItem)
        click(find("region-r1"))
        waitForRendering(window.contentItem)
        click(find("platform-linux/amd64"))
        compare(Prewarm.wanted, ["linux/amd64"])
        click(start)
        compare(Prewarm.calls, ["open base/alpine:3.20", "choose r2 true", "choose r1 false", "start"])
        verify(!start.visible)
        click(find("prewarmCancel"))
        verify(find("prewarmResult").visible)
        click(find("prewarmAgain"))
        compare(Prewarm.stage, "choose")
        keyClick(Qt.Key_Escape)
        tryVerify(() => !sheet.visible)
    }
    function test_prewarmByKeyboardAlone() {
        Finder.wanted("prewarm", "") // as the palette does
        const sheet = find("prewarmSheet"), field = find("prewarmSearch")
        tryVerify(() => sheet.opened)
        tryVerify(() => field.activeFocus)
        type("base")
        compare(find("prewarmSuggestions").count, 2)
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Up)
        keyClick(Qt.Key_Return)
        compare(field.text, "base/alpine:")
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Return)
        compare(Prewarm.images, ["base/alpine:3.19"])
        compare(field.text, "")
        type("x@sha256")
        keyClick(Qt.Key_Return)
        compare(Prewarm.images.length, 1)
        keyClick(Qt.Key_Escape) // clears the search; the sheet stays
        compare(field.text, "")
        verify(sheet.opened)
        keyClick(Qt.Key_Escape)
        tryVerify(() => !sheet.visible)
    }
}
