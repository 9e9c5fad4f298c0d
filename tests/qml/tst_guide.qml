// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// The guide: reading, links, search, and the way to it from anywhere.
WindowTest {
    id: test
    name: "Guide"

    function open() {
        Guide.calls = []
        Guide.query = ""
        Guide.above = false
        Bridge.page = "guide"
        waitForRendering(window.contentItem)
        const list = find("guideText")
        tryCompare(list, "count", 7)
        return list
    }
    function test_page() {
        const list = open()
        for (let row = 0; row < list.count; ++row) verify(find("guideBlock-" + row).height > 10, "row " + row)
        compare(find("guideContents").count, 4)
        compare(find("guideBlock-1").Accessible.name, "Normally a tag appears. See rules and start.")
    }
    function test_keyboardFollowsLinks() {
        const list = open()
        list.forceActiveFocus()
        list.currentIndex = 0
        keyClick(Qt.Key_Down)
        compare(list.currentIndex, 1)
        tryCompare(find("guideHint"), "visible", true)
        verify(find("guideHint").text.includes("rules"))
        keyClick(Qt.Key_Right)
        verify(find("guideHint").text.includes("start"))
        keyClick(Qt.Key_Return)
        compare(Guide.calls, ["follow start"])
        keyClick(Qt.Key_End)
        compare(list.currentIndex, 6)
    }
    function test_returnCopiesACommand() {
        const list = open()
        Bridge.calls = []
        list.forceActiveFocus()
        list.currentIndex = 4
        keyClick(Qt.Key_Return)
        verify(Bridge.calls.includes("copy"), JSON.stringify(Bridge.calls))
    }
    function test_mouseFollowsTheContents() {
        open()
        click(find("guideEntry-keys"))
        compare(Guide.calls, ["follow keys"])
    }
    function test_search() {
        open()
        keyClick(Qt.Key_F, Qt.ControlModifier)
        tryVerify(() => find("guideSearch").activeFocus)
        type("flip")
        tryCompare(find("guideFound"), "count", 2)
        verify(!find("guideText").visible)
        click(find("guideFound-1"))
        compare(Guide.calls, ["follow recover#:5"])
        compare(Guide.query, "")
        fill("guideSearch", "xyz")
        compare(find("guideFound").count, 0)
    }
    function test_aboveWhatIsOpen() {
        Guide.above = true
        tryVerify(() => window.activeFocusItem && window.activeFocusItem.objectName === "guideBlock-0")
        keyClick(Qt.Key_Escape)
        compare(Guide.above, false)
        Guide.above = true
        tryVerify(() => window.activeFocusItem && window.activeFocusItem.objectName === "guideBlock-0")
        Guide.close()
    }
    function test_helpKey() {
        Guide.calls = []
        keyClick(Qt.Key_F1)
        compare(Guide.calls.length, 1)
        verify(String(Guide.calls[0]).startsWith("help"))
    }
}
