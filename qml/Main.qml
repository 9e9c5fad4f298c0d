// SPDX-License-Identifier: GPL-3.0-or-later
import QtQml
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

T.ApplicationWindow {
    id: window
    width: 1440
    height: 900
    minimumWidth: 1080
    minimumHeight: 680
    visible: true
    title: "Meridian"
    color: Theme.bg
    font: Qt.application.font

    readonly property var pages: ({ overview: overview, regions: regions, rules: rules, images: images, image: image,
        region: region, jobs: jobs, consistency: consistency, activity: activity, settings: settings, setup: setup })

    // What the palette and the shortcuts leave to the window.
    readonly property var deeds: ({
        palette: () => palette.open(), shortcuts: () => shortcuts.open(), quit: () => window.close(),
        theme: name => Appearance.theme = name, lang: code => Appearance.language = code,
        act: page => { Bridge.page = page; stage.item.acted() }
    })
    Instantiator {
        model: Finder.shortcuts.filter(one => one.key !== "")
        Shortcut {
            required property var modelData
            sequence: modelData.keys
            context: Qt.ApplicationShortcut
            onActivated: Finder.run(modelData.key)
        }
    }
    Connections {
        target: Finder
        function onWanted(kind, value) { if (window.deeds[kind]) window.deeds[kind](value) }
    }
    PaletteDialog { id: palette }
    ShortcutsDialog { id: shortcuts }

    Component { id: overview; OverviewPage {} }
    Component { id: regions; RegionsPage {} }
    Component { id: rules; RulesPage {} }
    Component { id: jobs; JobsPage {} }
    Component { id: consistency; ConsistencyPage {} }
    Component { id: images; ImagesPage {} }
    Component { id: image; ImagePage {} }
    Component { id: region; RegionPage {} }
    Component { id: activity; ActivityPage {} }
    Component { id: settings; SettingsPage {} }
    Component { id: setup; SetupPage {} }

    Rail {
        id: rail
        anchors { left: parent.left; top: parent.top; bottom: parent.bottom }
    }
    Header {
        id: header
        anchors { left: rail.right; right: parent.right; top: parent.top }
        page: stage.item
    }
    AlertBanner {
        id: banner
        anchors { left: rail.right; right: parent.right; top: header.bottom; leftMargin: Theme.margin; rightMargin: Theme.margin; topMargin: visible ? 10 : 0 }
    }
    Loader {
        id: stage
        objectName: "stage"
        anchors { left: rail.right; right: parent.right; top: banner.bottom; bottom: parent.bottom; margins: Theme.margin }
        sourceComponent: window.pages[Bridge.page] || overview
    }
    PrewarmSheet {}
    Toast {
        id: toast
        objectName: "toast"
        anchors { horizontalCenter: stage.horizontalCenter; bottom: parent.bottom; bottomMargin: 24 }
        z: 10
    }
    MouseArea {
        anchors.fill: parent
        z: 20
        acceptedButtons: Qt.BackButton
        onClicked: Bridge.back()
    }
    Connections {
        target: Bridge
        function onToast(text, tone, detail) { toast.show(detail === "" ? text : text + "\n" + detail, tone) }
    }
}
