// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// The audit trail: search, filters, keyboard, export.
TestCase {
    id: test
    name: "Activity"
    when: windowShown
    width: 1196
    height: 640
    visible: true
    property int before: 0
    property var page: null

    Component { id: activity; ActivityPage {} }

    function init() {
        Activity.calls = []
        Activity.clearFilter()
        Activity.view = "actions"
        before = qmlLog.warnings
        page = createTemporaryObject(activity, test, { width: 1164, height: 600 })
        waitForRendering(page)
    }
    function cleanup() { compare(qmlLog.warnings, before, "warnings from QML") }

    function test_showsTheTrail() {
        verify(Activity.calls.includes("refresh"))
        const list = findChild(page, "activity")
        compare(list.count, 3)
        const refused = findChild(page, "activityRow-1")
        verify(refused.spoken.includes("another job of this rule runs"))
        verify(refused.height > findChild(page, "activityRow-0").height)
    }
    function test_search() {
        const field = findChild(page, "activitySearch")
        mouseClick(field)
        for (const letter of "Tokyo") keyClick(letter)
        compare(Activity.search, "Tokyo")
        compare(findChild(page, "activity").count, 1)
        keyClick(Qt.Key_Escape)
        compare(findChild(page, "activity").count, 3)
        Activity.search = "nothing like it"
        tryCompare(findChild(page, "activity"), "visible", false)
    }
    function test_refusedOnly() {
        mouseClick(findChild(page, "activityRefused"))
        compare(Activity.refusedOnly, true)
        compare(findChild(page, "activity").count, 1)
    }
    function test_keyboard() {
        const list = findChild(page, "activity")
        list.forceActiveFocus()
        keyClick(Qt.Key_Down)
        compare(list.currentIndex, 1)
        keyClick(Qt.Key_End)
        compare(list.currentIndex, 2)
        keyClick(Qt.Key_Home)
        compare(list.currentIndex, 0)
        keyClick(Qt.Key_Return)
        compare(Activity.calls[Activity.calls.length - 1], "follow 0")
    }
    function test_tabs() {
        mouseClick(findChild(page, "tab-events"))
        compare(Activity.view, "events")
        compare(page.columns.length, 4)
        compare(findChild(page, "activityActor").visible, false)
    }
}
