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

    readonly property var pages: ({
            "overview": overview,
            "regions": regions,
            "rules": rules,
            "images": images,
            "image": image,
            "region": region,
            "jobs": jobs,
            "consistency": consistency,
            "activity": activity,
            "settings": settings,
            "setup": setup,
            "guide": guide
        })

    // What the palette and the shortcuts leave to the window.
    readonly property var deeds: ({
            "palette": () => palette.open(),
            "shortcuts": () => shortcuts.open(),
            "help": () => Guide.help(window.activeFocusItem),
            "notices": () => header.bell.clicked(),
            "dismiss": () => Notices.dismissNewest(),
            "undo": () => Notices.undo(),
            "quit": () => leave(Settings.closing(true)),
            "theme": name => Appearance.theme = name,
            "lang": code => Appearance.language = code,
            "act": page => {
                Bridge.page = page;
                stage.item.acted();
            },
            "prewarm": ref => Prewarm.open(ref)
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
        function onWanted(kind, value) {
            if (window.deeds[kind])
                window.deeds[kind](value);
        }
    }
    property bool leaving: false
    // "quit", "hide" or "ask" (Settings.closing).
    readonly property var exits: ({
            "quit": () => Qt.quit(),
            "hide": () => window.hide(),
            "ask": () => ask()
        })
    function ask() {
        window.show();
        quitDialog.open();
    }
    function leave(how) {
        leaving = how === "quit";
        exits[how]();
    }
    onClosing: close => {
        close.accepted = leaving;
        if (!leaving)
            leave(Settings.closing(false));
    }
    QuitDialog {
        id: quitDialog
        onDecided: how => window.leave(how === "tray" ? "hide" : "quit")
    }
    PaletteDialog {
        id: palette
    }
    ShortcutsDialog {
        id: shortcuts
    }

    Component {
        id: overview
        OverviewPage {
        }
    }
    Component {
        id: regions
        RegionsPage {
        }
    }
    Component {
        id: rules
        RulesPage {
        }
    }
    Component {
        id: jobs
        JobsPage {
        }
    }
    Component {
        id: consistency
        ConsistencyPage {
        }
    }
    Component {
        id: images
        ImagesPage {
        }
    }
    Component {
        id: image
        ImagePage {
        }
    }
    Component {
        id: region
        RegionPage {
        }
    }
    Component {
        id: activity
        ActivityPage {
        }
    }
    Component {
        id: settings
        SettingsPage {
        }
    }
    Component {
        id: setup
        SetupPage {
        }
    }

    Component {
        id: guide
        GuidePage {
        }
    }

    Rail {
        id: rail
        anchors {
            left: parent.left
            top: parent.top
            bottom: parent.bottom
        }
    }
    Header {
        id: header
        anchors {
            left: rail.right
            right: parent.right
            top: parent.top
        }
        page: stage.item
    }
    AlertBanner {
        id: banner
        anchors {
            left: rail.right
            right: parent.right
            top: header.bottom
            leftMargin: Theme.margin
            rightMargin: Theme.margin
            topMargin: visible ? 10 : 0
        }
    }
    ServiceBanner {
        id: offer
        anchors {
            left: banner.left
            right: banner.right
            top: banner.bottom
            topMargin: visible ? 10 : 0
        }
    }
    Loader {
        id: stage
        objectName: "stage"
        anchors {
            left: rail.right
            right: parent.right
            top: offer.bottom
            bottom: parent.bottom
            margins: Theme.margin
        }
        sourceComponent: window.pages[Bridge.page] || overview
    }
    PrewarmSheet {
    }
    GuideSheet {
    }
    ToastStack {
        anchors {
            horizontalCenter: stage.horizontalCenter
            bottom: parent.bottom
            bottomMargin: 24
        }
        z: 10
    }
    MouseArea {
        anchors.fill: parent
        z: 20
        acceptedButtons: Qt.BackButton
        onClicked: Bridge.back()
    }
}
