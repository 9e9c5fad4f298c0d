// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// What can be set, with a mouse and with keys.
TestCase {
    id: test
    name: "Settings"
    when: windowShown
    width: 1196
    height: 900
    visible: true
    property int before: 0
    property var page: null

    Component { id: settings; SettingsPage {} }

    function init() {
        Settings.calls = []
        Appearance.theme = "dark"
        before = qmlLog.warnings
        page = createTemporaryObject(settings, test, { width: 1164, height: 860 })
        waitForRendering(page)
    }
    function cleanup() {
        compare(qmlLog.warnings, before, "warnings from QML")
        Appearance.theme = "dark"
        Appearance.language = "en"
    }

    function test_theme() {
        mouseClick(findChild(findChild(page, "settingTheme"), "choice-light"))
        compare(Appearance.theme, "light")
    }
    function test_themeByKeys() {
        const segments = findChild(page, "settingTheme")
        findChild(segments, "choice-dark").forceActiveFocus()
        keyClick(Qt.Key_Right)
        compare(Appearance.theme, "light")
    }
    function test_zone() {
        const select = findChild(page, "settingZone")
        select.forceActiveFocus()
        keyClick(Qt.Key_Down)
        compare(Settings.zone, "UTC")
        Settings.zone = ""
    }
    function test_rates() {
        mouseClick(findChild(findChild(page, "settingRates"), "choice-bits"))
        compare(Settings.bits, true)
        Settings.bits = false
    }
    function test_backup() {
        const button = findChild(page, "backUp")
        verify(button.visible)
        verify(button.text !== "")
    }
    function test_notes() {
        const failures = findChild(page, "note-failure")
        mouseClick(failures, 10, failures.height / 2)
        compare(Settings.calls[Settings.calls.length - 1], "setNote failure false")
        const main = findChild(page, "note-desktop")
        mouseClick(main, 10, main.height / 2)
        compare(findChild(page, "note-long").enabled, false)
        Settings.setNote("desktop", true)
        Notices.calls = []
        mouseClick(findChild(page, "tryNote"))
        compare(Notices.calls, ["tryDesktop"])
    }
    function test_looksAtTheService() {
        verify(Settings.calls.includes("lookAgain"))
        compare(findChild(page, "serviceState").text, "meridiand is installed and does not run")
    }
    function test_handsOver() {
        const offer = findChild(page, "serviceOffer")
        compare(offer.text, "Hand over to the background service")
        offer.clicked()
        compare(Settings.calls[Settings.calls.length - 1], "moveWork")
        const before = Settings.service
        Settings.service = Object.assign({}, before, { busy: "The service starts…", problem: "" })
        verify(!offer.enabled)
        compare(findChild(page, "serviceWarning").text, "The service starts…")
        Settings.service = Object.assign({}, before, { problem: "The service did not start: no" })
        verify(findChild(page, "serviceProblem").visible)
        Settings.service = before
    }
}
