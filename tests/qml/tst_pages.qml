// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Meridian.App
import Meridian.Ui

// Every page in both themes, without a single warning.
TestCase {
    name: "Pages"
    when: windowShown
    width: 1356
    height: 800
    visible: true

    Component { id: overview; OverviewPage {} }
    Component { id: regions; RegionsPage {} }
    Component { id: rules; RulesPage {} }
    Component { id: jobs; JobsPage {} }
    Component { id: consistency; ConsistencyPage {} }
    Component { id: images; ImagesPage {} }
    Component { id: region; RegionPage {} }
    Component { id: activity; ActivityPage {} }
    Component { id: settings; SettingsPage {} }
    Component { id: setup; SetupPage {} }

    function test_instantiates_data() {
        return [{ tag: "overview", page: overview }, { tag: "regions", page: regions },
                { tag: "rules", page: rules }, { tag: "jobs", page: jobs },
                { tag: "consistency", page: consistency }, { tag: "images", page: images },
                { tag: "region", page: region }, { tag: "activity", page: activity }, { tag: "settings", page: settings },
                { tag: "setup", page: setup }]
    }
    function test_instantiates(row) {
        const before = qmlLog.warnings
        const page = createTemporaryObject(row.page, this, { width: 1240, height: 640 })
        verify(page)
        for (const theme of ["light", "dark"]) {
            Appearance.theme = theme
            wait(50)
        }
        compare(qmlLog.warnings, before)
    }
    Component { id: chooser; SetupChooser {} }
    function test_setupChooser() {
        const before = qmlLog.warnings
        const dialog = createTemporaryObject(chooser, this)
        verify(dialog)
        compare(dialog.nameFilters.length, 2)
        compare(qmlLog.warnings, before)
    }
    function test_chinese(row) {
        const before = qmlLog.warnings
        const page = createTemporaryObject(regions, this, { width: 1240, height: 640 })
        compare(page.title, "Regions")
        verify(qmlLog.speak("zh_CN"))
        compare(page.title, "区域")
        compare(Status.word("insync"), "一致")
        verify(qmlLog.speak("en"))
        compare(page.title, "Regions")
        compare(qmlLog.warnings, before)
    }
}
