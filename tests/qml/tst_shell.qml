// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// What is on every page: rail, header, palette, shortcuts; through real keys and clicks.
TestCase {
    id: test
    name: "Shell"
    when: windowShown
    property var window: null
    property int before: 0

    Component { id: main; Main { width: 1280; height: 720 } }

    function init() {
        Bridge.page = "overview"
        Bridge.calls = []
        Finder.calls = []
        Notices.calls = []
        Notices.toasts.rows = []
        Settings.calls = []
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
    function keys(text) { for (const letter of text) keyClick(letter) }

    function test_pagesByKeys() {
        keyClick(Qt.Key_5, Qt.ControlModifier)
        compare(Bridge.page, "jobs")
        keyClick(Qt.Key_8, Qt.ControlModifier)
        compare(Bridge.page, "settings")
        click(find("rail-images"))
        compare(Bridge.page, "images")
    }
    function test_railHoldsAllPages() {
        for (const page of ["overview", "regions", "rules", "images", "jobs", "consistency", "activity", "settings"]) {
            const button = find("rail-" + page)
            verify(button, page)
            verify(button.mapToItem(null, 0, button.height).y < 680, page)
        }
    }
    function test_paletteByKeyboard() {
        keyClick(Qt.Key_K, Qt.ControlModifier)
        const dialog = find("palette")
        tryCompare(dialog, "opened", true)
        keys("base")
        compare(Finder.query, "base")
        const list = find("paletteList")
        compare(list.count, 2)
        keyClick(Qt.Key_Down)
        compare(list.currentIndex, 1)
        verify(find("paletteField").Accessible.description.startsWith("Sync base now"))
        keyClick(Qt.Key_PageUp)
        compare(list.currentIndex, 0)
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Return)
        tryCompare(dialog, "opened", false)
        compare(Finder.calls[Finder.calls.length - 1], "choose sync:base")
    }
    function test_paletteCloses() {
        click(find("search"))
        const dialog = find("palette")
        tryCompare(dialog, "opened", true)
        keys("zzz")
        compare(Finder.rows.count, 0)
        keyClick(Qt.Key_Escape) // what was typed
        compare(Finder.query, "")
        compare(dialog.opened, true)
        keyClick(Qt.Key_Escape)
        tryCompare(dialog, "opened", false)
    }
    function test_shortcutsSheet() {
        keyClick("?")
        const dialog = find("shortcutsDialog")
        tryCompare(dialog, "opened", true)
        keyClick(Qt.Key_Escape)
        tryCompare(dialog, "opened", false)
    }
    function test_back() {
        compare(find("back").visible, false)
        Bridge.open("region", "tyo")
        Bridge.canGoBack = true
        tryCompare(find("back"), "visible", true)
        click(find("back"))
        compare(Bridge.calls[Bridge.calls.length - 1], ["back"])
        Bridge.calls = []
        keyClick(Qt.Key_Left, Qt.AltModifier)
        compare(Bridge.calls, [["back"]])
        mouseClick(window.contentItem, 600, 400, Qt.BackButton)
        compare(Bridge.calls.length, 2)
        Bridge.canGoBack = false
    }
    function test_windowDoesWhatThePaletteAsks() {
        Finder.wanted("theme", "light")
        compare(Appearance.theme, "light")
        Finder.wanted("theme", "dark")
    }
    function test_messagesStandOverEachOther() {
        for (const text of ["one", "two", "three"]) Bridge.toast(text, "info", "")
        compare(Notices.toasts.count, 3)
        const first = find("toast")
        compare(first.text, "one")
        first.seconds = 60 // slow machines
        const button = search(first, "toastDismiss")
        click(button)
        compare(Notices.toasts.count, 2)
        tryVerify(() => find("toast").text === "two")
        Notices.pop("Rule app was removed", "ok", "", "Undo")
        const last = Notices.toasts.count - 1
        compare(Notices.toasts.get(last).actionText, "Undo")
        Notices.toasts.rows = []
        Notices.pop("Rule app was removed", "ok", "", "Undo")
        click(find("toastAction"))
        compare(Notices.calls[Notices.calls.length - 1], "act 1")
        keyClick(Qt.Key_Z, Qt.ControlModifier)
        compare(Notices.calls[Notices.calls.length - 1], "undo")
    }
    function test_aMessageLeavesByItself() {
        Bridge.toast("gone soon", "ok", "")
        find("toast").seconds = 0
        tryCompare(Notices.toasts, "count", 0)
    }
    function test_noticeCentre() {
        Notices.rows.rows = Notices.some
        Notices.unread = 1
        click(find("bell"))
        const centre = find("noticeCentre")
        tryCompare(centre, "opened", true)
        const list = find("notices")
        compare(list.count, 2)
        tryVerify(() => list.activeFocus)
        tryVerify(() => list.currentItem !== null) // laid out
        waitForRendering(list)
        keyClick(Qt.Key_Down)
        compare(list.currentIndex, 1)
        keyClick(Qt.Key_Delete)
        compare(Notices.calls[Notices.calls.length - 1], "remove 1")
        tryCompare(list, "count", 1)
        list.currentIndex = 0 // the stand-in's rows begin anew, those of the program do not
        tryVerify(() => list.currentItem !== null)
        keyClick(Qt.Key_Return)
        tryCompare(centre, "opened", false)
        verify(Notices.calls.includes("markRead"))
        compare(Notices.calls[Notices.calls.length - 1], "follow 2")
        compare(Notices.unread, 0)
        keyClick(Qt.Key_N, Qt.ControlModifier | Qt.ShiftModifier)
        tryCompare(centre, "opened", true)
        click(find("mute-rule platform"))
        compare(Notices.calls[Notices.calls.length - 1], "mute rule platform")
        click(find("clearNotices"))
        compare(list.count, 0)
        keyClick(Qt.Key_Escape)
        tryCompare(centre, "opened", false)
    }
    function test_closingAsksWhileJobsRun() {
        Settings.how = "ask"
        window.close()
        const dialog = find("quitDialog")
        tryCompare(dialog, "opened", true)
        verify(window.visible)
        keyClick(Qt.Key_Escape)
        tryCompare(dialog, "opened", false)
        Settings.tray = true
        keyClick(Qt.Key_Q, Qt.ControlModifier)
        compare(Settings.calls[Settings.calls.length - 1], "closing true")
        tryCompare(dialog, "opened", true)
        click(find("quitRemember"))
        click(find("quitTray"))
        tryCompare(dialog, "opened", false)
        compare(Settings.onClose, "tray")
        compare(window.visible, false)
        window.show()
        Settings.tray = false
        Settings.onClose = "ask"
        Settings.how = "quit"
    }
    function test_offersTheServiceQuietly() {
        const banner = search(window, "serviceBanner")
        verify(!banner.visible)
        compare(banner.height, 0)
        const before = Settings.service
        Settings.service = Object.assign({}, before, { banner: true })
        verify(banner.visible)
        mouseClick(search(banner, "serviceBannerOffer"))
        compare(Bridge.page, "settings")
        mouseClick(search(banner, "serviceBannerClose"))
        compare(Settings.calls[Settings.calls.length - 1], "dismissOffer")
        verify(!banner.visible)
        Settings.service = before
    }
}
