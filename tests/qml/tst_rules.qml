// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// Rules, their editor and the plan before a run.
WindowTest {
    id: test
    name: "Rules"

    function test_planThenSync() {
        Bridge.page = "rules"
        click(find("plan-base"))
        const review = find("planReview")
        tryVerify(() => review.opened)
        click(find("syncPlanned"))
        compare(Bridge.calls, ["requestPlan base", "syncPlanned"])
        tryVerify(() => !review.visible)
    }
    function test_importASetup() {
        Bridge.page = "rules"
        click(find("importSetup"))
        const sheet = find("ruleImport")
        tryVerify(() => sheet.opened)
        verify(!find("importAdd").enabled)
        fill("importFile", "/etc/regsync.yml")
        keyClick(Qt.Key_Return)
        compare(Bridge.calls, ["readSetup regsync file:///etc/regsync.yml"])
        verify(find("importAdd").enabled)
        click(find("importAdd"))
        compare(Bridge.calls.length, 2)
        tryVerify(() => !sheet.visible)
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
        compare(editor.draft.targets, ["tyo"])
    }
    function openRule(id) {
        Bridge.page = "rules"
        const editor = find("ruleEditor")
        editor.edit(id)
        tryVerify(() => editor.opened)
        return editor
    }
    function test_ruleEditorFoldsItsParts() {
        const editor = openRule("base")
        const schedule = find("section-schedule")
        verify(find("section-tags").open && !schedule.open)
        verify(schedule.wrong, "a wrong expression shows on the folded part")
        const head = find("section-schedule-head")
        head.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        verify(schedule.open)
        const line = find("cron-1")
        verify(line.invalid && !find("cron-0").invalid)
        line.text = "0 3 * * *"
        line.textEdited()
        compare(editor.draft.cron, ["0 2 * * *", "0 3 * * *"])
        verify(!schedule.wrong)
        find("add-cron").clicked()
        compare(editor.draft.cron.length, 3)
    }
    function test_ruleEditorChoosesByKeyboard() {
        const editor = openRule("base")
        find("section-promotion").open = true
        const all = search(find("section-promotion"), "choice-all-or-nothing")
        all.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Left)
        compare(editor.draft.promotion, "each")
        keyClick(Qt.Key_Left) // around the end
        compare(editor.draft.promotion, "all-or-nothing")
    }
    function test_ruleEditorPutsARegionIntoOneWave() {
        const editor = openRule("base")
        find("section-promotion").open = true
        compare(editor.draft.waves, [["tyo"], []])
        find("wave-1-tyo").clicked()
        compare(editor.draft.waves, [[], ["tyo"]])
        find("wave-1-tyo").clicked()
        compare(editor.draft.waves, [[], []])
    }
    function test_ruleEditorChoosesPlatforms() {
        const editor = openRule("base")
        find("section-platforms").open = true
        find("platform-linux/arm64").clicked()
        compare(editor.draft.platforms, ["linux/amd64", "linux/mips64le", "linux/arm64"])
        find("platform-all").clicked()
        compare(editor.draft.platforms, [])
    }
    function test_ruleEditorShowsWhatMatches() {
        openRule("base")
        const strip = find("matches")
        tryVerify(() => strip.visible)
        compare(find("matchSummary").text, "12 repositories, 240 of 1,312 tags")
        find("matchFold").clicked()
        tryVerify(() => find("matchNames").visible)
        compare(find("matchNames").count, 4)
    }
    function test_promotesAndRollsBackAfterAsking() {
        Bridge.page = "rules"
        click(find("rollback-legacy"))
        const dialog = find("releaseDialog")
        tryVerify(() => dialog.opened)
        compare(dialog.details, ["São Paulo"])
        click(search(dialog.contentItem, "confirm"))
        click(find("promote-ml"))
        tryVerify(() => dialog.opened)
        click(search(dialog.contentItem, "go"))
        compare(Bridge.calls, ["rollback legacy", "promote ml"])
        verify(!find("rollback-ml").enabled, "nothing to roll back")
    }
}
