// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// Every component can be made, in both themes and without a word from QML (a fractional pixel size, an
// unknown icon or a missing role shows up only then).
TestCase {
    id: test
    name: "Components"
    when: windowShown
    width: 800
    height: 600
    visible: true

    Component { id: bar; ProgressBar { value: 0.5 } }
    Component { id: tags; TagInput { values: ["a", "b"]; spoken: "tags" } }
    Component { id: spark; Sparkline { width: 90; height: 30; values: [1, 5, 2]; color: "red" } }
    Component { id: field; TextField { placeholderText: "x" } }
    Component { id: search; SearchField { placeholderText: "find" } }
    Component { id: choice; Select { model: ["one", "two"]; choice: "two"; spoken: "choice" } }
    Component { id: primary; PrimaryButton { text: "Go"; iconName: "check" } }
    Component { id: ghost; GhostButton { text: "Go"; why: "because" } }
    Component { id: danger; DangerButton { text: "Go" } }
    Component { id: iconic; IconButton { text: "Go"; iconName: "x" } }
    Component { id: rail; RailButton { text: "Jobs"; iconName: "list-checks"; badge: 3; checked: true } }
    Component { id: box; CheckBox { text: "on"; checked: true } }
    Component { id: toggle; Switch { text: "on"; checked: true } }
    Component { id: kpi; KpiCard { width: 300; title: "Rate"; iconName: "gauge"; value: "99.6"; unit: "%"; history: [1, 2, 3] } }
    Component { id: empty; EmptyState { title: "none"; text: "yet"; actionText: "add" } }
    Component { id: why; InlineError { text: "429"; status: "failed"; actionText: "again" } }
    Component { id: form; FormField { label: "a"; hint: "b"; TextField {} } }
    Component { id: pill; StatusPill { status: "drift" } }
    Component { id: digits; Digits { text: "12:34" } }
    Component { id: code; CodeBlock { width: 200; text: "{}" } }
    Component { id: chip; Chip { text: "x"; removable: true } }
    Component { id: fact; Fact { label: "a"; value: "1" } }
    Component { id: toast; Toast {} }
    Component { id: head; CardHeader { title: "a"; note: "b"; aside: "c" } }
    Component { id: columns; TableHeader { width: 300; columns: [{ title: "a", share: 0.5 }, { title: "b", share: 0.5 }] } }

    function test_instantiates_data() {
        return Object.entries({ bar, tags, spark, field, search, choice, primary, ghost, danger, iconic, rail, box, toggle,
            kpi, empty, why, form, pill, digits, code, chip, fact, toast, head, columns
        }).map(([tag, component]) => ({ tag: tag, component: component }))
    }
    function test_instantiates(row) {
        const before = qmlLog.warnings
        const item = createTemporaryObject(row.component, test)
        verify(item)
        Appearance.theme = "light"
        wait(20)
        Appearance.theme = "dark"
        verify(item.implicitWidth > 0 || item.width > 0, "has a size")
        compare(qmlLog.warnings, before)
    }
    function test_everyStateHasColourIconAndWord() {
        for (const status of ["insync", "syncing", "drift", "failed", "offline", "unknown", "idle", "running", "ok", "queued",
                              "succeeded", "partial", "cancelled", "interrupted", "waiting", "copying", "copied", "unchanged"]) {
            verify(Status.word(status) !== "", status)
            verify(Status.icon(status) !== "", status)
            verify(Status.color(status) !== undefined, status)
        }
    }
    function test_keyboardWorksControls() {
        const button = createTemporaryObject(primary, test)
        const spy = createTemporaryQmlObject("import QtTest; SignalSpy { signalName: 'clicked' }", test)
        spy.target = button
        button.forceActiveFocus()
        keyClick(Qt.Key_Space)
        keyClick(Qt.Key_Return)
        compare(spy.count, 2)
    }
}
