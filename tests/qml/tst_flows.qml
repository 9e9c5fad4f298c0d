// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// What people do, with real keys and a real mouse in the real window.
TestCase {
    id: test
    name: "Flows"
    when: windowShown
    property var window: null
    property int before: 0

    Component { id: main; Main { width: 1280; height: 720 } }

    function init() {
        Bridge.page = "overview"
        Bridge.calls = []
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
    function type(text) { for (const letter of text) keyClick(letter) }
    function fill(name, text) {
        const field = find(name)
        click(field)
        tryVerify(() => field.activeFocus)
        type(text)
    }

    function test_keyboardOpensEachPage() {
        for (const [key, page] of [[Qt.Key_2, "regions"], [Qt.Key_3, "rules"], [Qt.Key_4, "images"], [Qt.Key_5, "jobs"],
                                   [Qt.Key_6, "consistency"], [Qt.Key_7, "activity"], [Qt.Key_8, "settings"], [Qt.Key_1, "overview"]]) {
            keyClick(key, Qt.ControlModifier)
            compare(Bridge.page, page)
        }
    }
    function test_railButtonTakesEnter() {
        const button = find("rail-rules")
        button.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        compare(Bridge.page, "rules")
        verify(button.visualFocus, "focus ring")
    }
    function test_themeAndLanguage() {
        Appearance.theme = "dark"
        click(find("theme"))
        verify(!Theme.dark)
        click(find("theme"))
        verify(Theme.dark)
        click(find("language"))
        tryVerify(() => search(window.contentItem.parent, "language-zh_CN"))
        click(find("language-zh_CN"))
        compare(Appearance.language, "zh_CN")
        Appearance.language = "en"
    }
    function test_wrongAddressIsToldUnderItsField() {
        Bridge.page = "regions"
        click(find("primary"))
        const editor = find("regionEditor")
        tryVerify(() => editor.opened)
        const address = find("field-url")
        fill("field-url", "ftp")
        compare(editor.draft.url, "ftp")
        verify(address.invalid)
        click(find("save"))
        verify(editor.opened, "a wrong form is not saved")
        compare(Bridge.calls.filter(call => call.startsWith("saveRegion")).length, 0)
        keyClick(Qt.Key_Escape)
        tryVerify(() => !editor.visible)
    }
    function test_addRegion() {
        Bridge.page = "regions"
        click(find("primary"))
        const editor = find("regionEditor")
        tryVerify(() => editor.opened)
        fill("field-id", "ham")
        fill("field-url", "http://ham")
        click(find("save"))
        compare(editor.draft.id, "ham")
        compare(editor.draft.url, "http://ham")
        verify(Bridge.calls.includes("saveRegion ham"))
        tryVerify(() => !editor.visible)
    }
    function test_connectionTestExplains() {
        Bridge.page = "regions"
        click(find("test-fra"))
        const editor = find("regionEditor")
        tryVerify(() => editor.opened)
        verify(Bridge.calls.includes("testRegion https://registry.fra.example.com"))
        compare(Bridge.check.steps.length, 3)
    }
    function test_removingNamesTheRules() {
        Bridge.page = "regions"
        click(find("remove-fra"))
        const dialog = find("regionRemover")
        tryVerify(() => dialog.opened)
        compare(dialog.details, ["base", "platform"])
        keyClick(Qt.Key_Return) // the focus is on Cancel
        tryVerify(() => !dialog.visible)
        compare(Bridge.calls.length, 0)
        click(find("remove-fra"))
        tryVerify(() => dialog.opened)
        click(search(dialog.contentItem, "confirm"))
        verify(Bridge.calls.includes("removeRegion fra"))
    }
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
    function test_nobodyOverlooksAConflict() {
        verify(!find("alertBanner").visible)
        Bridge.alerts = [{ kind: "conflict", tone: "bad", text: "platform: 2 tags", ruleId: "platform", jobId: "j6" }]
        verify(find("alertBanner").visible)
        click(find("alertShow"))
        compare(Bridge.page, "jobs")
        compare(Bridge.selectedJob, "j6")
        click(find("alertDecide"))
        const sheet = search(find("alertBanner"), "conflictSheet")
        tryVerify(() => sheet.opened)
        compare(sheet.promotion.conflicts.length, 2)
        search(sheet.contentItem, "choice-overwrite").clicked()
        tryVerify(() => search(sheet.contentItem, "overwrite").visible)
        click(search(sheet.contentItem, "overwrite"))
        compare(Bridge.calls, ["resolveConflict platform overwrite"])
        Bridge.alerts = []
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
    function test_promotionShowsInTheJob() {
        Bridge.promotion = Bridge.somePromotion("flipping")
        Bridge.selectedJob = "j6"
        Bridge.page = "jobs"
        tryVerify(() => find("promotionHeadline").visible)
        verify(!find("decide").visible)
        Bridge.promotion = Bridge.somePromotion("conflict")
        tryVerify(() => find("decide").visible)
        Bridge.promotion = ({})
        tryVerify(() => !find("promotionHeadline").visible)
    }
    function test_cancelJob() {
        Bridge.selectedJob = ""
        Bridge.page = "jobs"
        tryCompare(Bridge, "selectedJob", "j6")
        click(find("cancelJob"))
        compare(Bridge.calls, ["cancelJob j6"])
        find("jobs").forceActiveFocus()
        keyClick(Qt.Key_Down)
        compare(Bridge.selectedJob, "j5")
    }
    function test_pauseResumeAndMove() {
        Bridge.selectedJob = "j6"
        Bridge.page = "jobs"
        tryVerify(() => find("moveToTop").x > find("pauseJob").x)
        click(find("pauseJob"))
        click(find("moveToTop"))
        compare(Bridge.calls, ["pauseJob j6", "moveJobToTop j6"])
        Bridge.selectedJob = "j5"
        tryCompare(find("pauseJob"), "text", "Resume")
        const button = find("pauseJob")
        button.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        compare(Bridge.calls[2], "resumeJob j5")
        Bridge.selectedJob = "j1"
        tryVerify(() => !find("pauseJob").visible)
    }
    function test_blobsStandBesideImagesAndEvents() {
        Bridge.selectedJob = "j6"
        Bridge.page = "jobs"
        const blobs = find("jobBlobs")
        tryVerify(() => blobs.visible && blobs.count === 500)
        blobs.positionViewAtEnd()
        waitForRendering(window.contentItem)
        verify(blobs.contentItem.children.length < 80, "rows are reused")
        const first = find("tab-blobs")
        first.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Right)
        tryVerify(() => find("jobImages").visible && !blobs.visible)
        keyClick(Qt.Key_Right)
        tryVerify(() => find("jobEvents").visible)
        click(find("tab-blobs"))
        Bridge.selectedJob = "j1" // it has ended: no blobs any more
        tryVerify(() => find("jobImages").visible && !search(window.contentItem, "tab-blobs"))
    }
    function test_slowMode() {
        click(find("slowMode"))
        const menu = find("slowModeMenu")
        tryVerify(() => find("slowModeSwitch").activeFocus)
        keyClick(Qt.Key_Space)
        compare(Bridge.slowText, "8 Mbit/s")
        verify(find("slowModeSwitch").checked)
        const field = find("slowModeRate")
        field.text = "fast"
        click(find("slowModeApply"))
        compare(Bridge.slowText, "8 Mbit/s", "nonsense changes nothing")
        verify(field.invalid)
        keyClick(Qt.Key_Escape)
        compare(find("slowMode").text, "Slow mode: 8 Mbit/s")
        Bridge.slowText = ""
        compare(find("slowMode").text, "Slow mode")
    }
    function test_probe() {
        Bridge.page = "regions"
        click(find("profile-tyo"))
        const sheet = find("regionProfile")
        tryVerify(() => sheet.opened)
        verify(!Bridge.profile.known)
        click(find("probe"))
        compare(Bridge.calls, ["showProfile tyo", "probeRegion tyo"])
        compare(find("probe").text, "Probe again")
        keyClick(Qt.Key_Escape)
        tryVerify(() => !sheet.visible)
    }
    function test_bandwidthWindows() {
        Bridge.page = "regions"
        click(find("primary"))
        const editor = find("regionEditor")
        tryVerify(() => editor.opened)
        fill("field-id", "ham")
        editor.put("bandwidth", "40 Mbit/s")
        find("addWindow").clicked()
        tryVerify(() => search(window.contentItem.parent, "window-0"))
        compare(editor.draft.windows.length, 1)
        const row = find("window-0")
        search(row, "day-5").clicked()
        compare(editor.draft.windows[0].days, 63)
        row.edited("limit", "8 Mbit/s")
        compare(editor.draft.windows[0].limit, "8 Mbit/s")
        verify(search(row, "day-5").checked)
        search(row, "removeWindow").clicked()
        compare(editor.draft.windows, [])
    }
    function test_toast() {
        Bridge.toast("Stored", "ok", "fleet.json")
        compare(find("toast").text, "Stored\nfleet.json")
    }
}
