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
        const sure = find("planSure")
        tryVerify(() => sure.opened)
        keyClick(Qt.Key_Return) // the focus is on Cancel
        tryVerify(() => !sure.visible)
        compare(Bridge.calls, ["requestPlan base"])
        click(find("syncPlanned"))
        tryVerify(() => sure.opened)
        click(search(sure.contentItem, "confirm"))
        compare(Bridge.calls, ["requestPlan base", "syncPlanned"])
        tryVerify(() => !review.visible)
    }
    function test_manyDeletionsNeedTheRulesName() {
        Bridge.plan.grave = true
        Bridge.page = "rules"
        find("plan-base").clicked()
        tryVerify(() => find("planReview").opened)
        find("syncPlanned").clicked()
        const sure = find("planSure")
        tryVerify(() => sure.opened)
        verify(!search(sure.contentItem, "confirm").enabled)
        tryVerify(() => search(sure.contentItem, "typed").activeFocus)
        type("base")
        tryVerify(() => search(sure.contentItem, "confirm").enabled)
        keyClick(Qt.Key_Return)
        compare(Bridge.calls, ["requestPlan base", "syncPlanned"])
        Bridge.plan.grave = false
    }
    function test_planSaysWhatBecomesOfEachTag() {
        Bridge.page = "rules"
        find("plan-base").clicked()
        tryVerify(() => find("planReview").opened)
        find("tab-tags").clicked()
        const tags = find("planTags")
        tryVerify(() => tags.visible && tags.count === 3)
        Bridge.plan.tags.text = "golang"
        tryVerify(() => tags.count === 1 && tags.itemAtIndex(0) !== null)
        verify(tags.itemAtIndex(0).spoken.includes("is copied"))
        Bridge.plan.tags.text = ""
        find("planCli").clicked()
        verify(Bridge.calls.includes("copy"))
    }
    function test_jsonBesideTheForm() {
        const editor = openRule("base")
        const code = find("ruleJson")
        verify(code.text.includes("base/*"))
        find("field-id").forceActiveFocus()
        editor.put("id", "other")
        verify(code.text.includes("\"other\""), "the form shows in the JSON")
        code.forceActiveFocus()
        code.cursorPosition = code.length
        keyClick(Qt.Key_Backspace)
        compare(find("jsonState").text, "1 mistakes")
        tryVerify(() => search(window.contentItem.parent, "jsonProblem-0"))
        compare(find("jsonProblem-0").text, "Line 2, column 3: unknown key \"sorce\"; did you mean \"source\"?")
        compare(editor.draft.id, "other", "the form keeps what it had")
        click(find("save"))
        verify(editor.opened && Bridge.calls.length === 0)
        find("takeForm").clicked()
        verify(code.text.endsWith("}"))
        code.forceActiveFocus()
        code.cursorPosition = code.text.indexOf("other")
        type("an")
        compare(editor.draft.id, "another", "the JSON shows in the form")
    }
    function test_asksBeforeWritingIsLost() {
        const editor = openRule("base")
        keyClick(Qt.Key_Escape) // nothing to lose
        tryVerify(() => !editor.visible)
        openRule("base")
        editor.put("id", "other")
        keyClick(Qt.Key_Escape)
        const sure = find("discardRule")
        tryVerify(() => sure.opened && editor.opened)
        keyClick(Qt.Key_Return) // the focus is on Cancel
        tryVerify(() => !sure.visible)
        compare(editor.draft.id, "other")
        Bridge.page = "overview" // the page may go, the draft stays
        Bridge.page = "rules"
        tryVerify(() => find("ruleEditor").opened)
        compare(find("ruleEditor").draft.id, "other")
        find("leaveRule").clicked()
        tryVerify(() => find("discardRule").opened)
        click(search(find("discardRule").contentItem, "confirm"))
        tryVerify(() => !find("ruleEditor").visible)
        verify(!RuleDraft.active)
    }
    function test_duplicatesAndFindsRules() {
        Bridge.page = "rules"
        find("duplicate-ml").clicked()
        tryVerify(() => find("ruleEditor").opened)
        compare(find("ruleEditor").draft.id, "ml-copy")
        RuleDraft.drop()
        find("ruleEditor").close()
        tryVerify(() => !find("ruleEditor").visible)
        const list = find("rules")
        fill("viewSearch", "legacy")
        tryVerify(() => list.count === 1)
        RuleDraft.rules.text = ""
        RuleDraft.rules.setOnly("status", "failed")
        tryVerify(() => list.count === 1)
        RuleDraft.rules.setOnly("status", "")
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
        find("stage").item.edit(id)
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
