// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// What audits found, and who has what.
WindowTest {
    id: test
    name: "Consistency"

    function test_auditsAndRepairs() {
        Bridge.page = "consistency"
        click(find("primary"))
        find("repair-0").clicked()
        compare(Bridge.calls, ["audit base", "repairFinding 0"])
        click(find("deepAudit"))
        const sure = find("auditSure")
        tryVerify(() => sure.opened)
        keyClick(Qt.Key_Return) // the focus is on Cancel
        tryVerify(() => !sure.visible)
        compare(Bridge.calls.length, 2)
        click(find("repair"))
        tryVerify(() => sure.opened)
        click(search(sure.contentItem, "go"))
        compare(Bridge.calls[2], "repair base")
        const rules = find("audits")
        rules.forceActiveFocus()
        keyClick(Qt.Key_Down)
        compare(Bridge.consistency.ruleId, "platform")
        verify(!find("deepAudit").enabled, "an audit runs")
        Bridge.consistency.ruleId = "base"
    }
    function test_deletedTagsComeBack() {
        Bridge.page = "consistency"
        click(find("tab-deleted"))
        tryVerify(() => find("restore-0").visible)
        find("restore-0").clicked()
        compare(Bridge.calls, ["restore 0"])
    }
    function test_tagsOfAllRegionsByKeyboard() {
        Bridge.page = "consistency"
        find("stage").item.tab = "tags"
        const matrix = find("matrix")
        tryVerify(() => matrix.visible && matrix.count === 5000)
        verify(matrix.contentItem.children.length < 80, "rows are reused")
        matrix.forceActiveFocus()
        keyClick(Qt.Key_End)
        compare(matrix.currentIndex, 4999)
        keyClick(Qt.Key_PageUp)
        verify(matrix.currentIndex < 4999)
        keyClick(Qt.Key_Home)
        compare(matrix.currentIndex, 0)
        keyClick(Qt.Key_Down)
        keyClick(Qt.Key_Right)
        compare(matrix.currentItem.chosen, 1)
        keyClick(Qt.Key_Return)
        compare(Bridge.calls, ["copy"])
        find("driftOnly").toggle()
        find("driftOnly").toggled()
        tryVerify(() => matrix.count === 91)
        Bridge.consistency.tags.driftOnly = false
    }
    function test_findsAndSortsWhatDrifts() {
        Bridge.page = "consistency"
        const list = find("findings")
        tryVerify(() => list.visible && list.count === 4)
        fill("viewSearch", "golang")
        tryVerify(() => list.count === 1)
        find("repair-0").clicked()
        compare(Bridge.calls, ["repairFinding 2"], "of all findings")
        Bridge.consistency.drifts.text = ""
        const head = search(list.parent, "sort-ref")
        head.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        keyClick(Qt.Key_Return)
        compare(Bridge.consistency.drifts.get(0).ref, "base/old:1")
    }
    function lastToast() {
        const toast = Notices.toasts.get(Notices.toasts.count - 1)
        return toast.text + " " + toast.detail
    }
    function test_tellsWhereTheReportIs() {
        Bridge.page = "consistency"
        verify(find("exportReport").visible)
        Bridge.consistency.reportSaved("/tmp/report.html")
        verify(lastToast().includes("/tmp/report.html"))
        Bridge.consistency.reportRefused("no such folder")
        verify(lastToast().includes("no such folder"))
    }
}
