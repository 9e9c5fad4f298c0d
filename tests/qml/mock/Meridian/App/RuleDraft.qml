// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for the console's `RuleDraft`; `calls` records what the pages asked for. JSON that ends with } is good.
pragma Singleton
import QtQuick
import Meridian.App

QtObject {
    id: draft
    property var calls: []
    readonly property ViewRows rules: ViewRows { all: Bridge.rules.rows }
    property bool active: false
    property string oldId: ""
    property var form: ({ repositories: [] })
    property string json: ""
    property var problems: []
    property var errors: []
    property bool dirty: false
    property var preview: ({ json: "", cli: "", errors: [], fields: {}, parts: {} })
    signal changed()
    function begin(id, rule) {
        oldId = id
        form = rule
        active = true
        dirty = false
        takeForm()
    }
    function add() { begin("", Object.assign(Bridge.ruleMap(""), { source: "fra" })) }
    function edit(id) { begin(id, Bridge.ruleMap(id)) }
    function duplicate(id) {
        begin("", Object.assign(Bridge.ruleMap(id), { id: id + "-copy" }))
        dirty = true
    }
    function put(key, value) {
        form = Object.assign({}, form, { [key]: value })
        dirty = true
        takeForm()
    }
    function type(text) {
        json = text
        dirty = true
        const good = text.trim().endsWith("}")
        problems = good ? [] : [{ line: 2, column: 3, start: 4, length: 2, text: "unknown key \"sorce\"; did you mean \"source\"?" }]
        if (good) form = JSON.parse(text)
        changed()
    }
    function takeForm() {
        problems = []
        errors = []
        preview = Bridge.rulePreview(form, oldId)
        json = preview.json
        Bridge.lookAtMatches(form)
        changed()
    }
    function save() {
        errors = problems.length > 0 ? ["The JSON has mistakes."] : preview.errors
        if (errors.length > 0) return false
        Bridge.saveRule(form, oldId)
        drop()
        return true
    }
    function drop() {
        active = false
        dirty = false
        problems = []
        errors = []
        changed()
    }
    function plan() {
        Bridge.requestPlan(form.id)
        return true
    }
}
