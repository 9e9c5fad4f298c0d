// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import QtQuick.Window
import Meridian.App
import Meridian.Ui

// The guided set-up: steps at the left, the one on show in the middle, why it asks at the right, the way on below.
Page {
    id: page
    readonly property var parts: ({
            "registry": registry,
            "regions": regions,
            "what": what,
            "when": when,
            "plan": plan,
            "sync": sync
        })
    readonly property Item focused: Window.activeFocusItem
    title: qsTr("Set up a mirror")
    subtitle: qsTr("From the first registry to the first sync")
    onFocusedChanged: reveal(focused)

    // Keeps what has the keyboard in sight.
    function reveal(item) {
        if (!item || !holds(item))
            return;
        const top = item.mapToItem(flick.contentItem, 0, 0).y;
        const least = top + item.height + Theme.gap5 - flick.height;
        flick.contentY = Math.max(0, Math.min(Math.max(flick.contentY, least), top - Theme.gap5));
    }
    function holds(item) {
        for (let up = item; up; up = up.parent)
            if (up === stage)
                return true;
        return false;
    }
    function enter(part) {
        flick.contentY = 0;
        part.forceActiveFocus(Qt.TabFocusReason);
    }
    Keys.onReturnPressed: Setup.confirm()
    Keys.onEnterPressed: Setup.confirm()
    Keys.onEscapePressed: Setup.back()
    Shortcut {
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        onActivated: Setup.confirm()
    } // from wherever Enter means something else

    Component {
        id: registry
        SetupRegistry {
        }
    }
    Component {
        id: regions
        SetupRegions {
        }
    }
    Component {
        id: what
        SetupWhat {
        }
    }
    Component {
        id: when
        SetupWhen {
        }
    }
    Component {
        id: plan
        SetupPlan {
        }
    }
    Component {
        id: sync
        SetupSync {
        }
    }

    RowLayout {
        anchors.fill: parent
        spacing: Theme.cardGap
        SetupSteps {
            Layout.preferredWidth: 216
            Layout.fillHeight: true
        }
        Card {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spoken: qsTr("Step %1 of %2").arg(Setup.place + 1).arg(Setup.steps.length)
            Flickable {
                id: flick
                anchors {
                    left: parent.left
                    right: parent.right
                    top: parent.top
                    bottom: footer.top
                    margins: 1
                }
                contentHeight: stage.height + 2 * Theme.gap5
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                T.ScrollBar.vertical: ScrollBar {
                }
                // A certificate is read to its end before it is decided on.
                onContentHeightChanged: if (Setup.region.phase === "untrusted")
                    contentY = Math.max(0, contentHeight - height)
                Loader {
                    id: stage
                    objectName: "setup-stage"
                    x: Theme.gap5
                    y: Theme.gap5
                    width: flick.width - 2 * Theme.gap5
                    focus: true
                    sourceComponent: page.parts[Setup.step]
                    onLoaded: page.enter(item)
                }
            }
            SetupFooter {
                id: footer
                anchors {
                    left: parent.left
                    right: parent.right
                    bottom: parent.bottom
                }
            }
        }
        SetupWhy {
            Layout.preferredWidth: 248
            Layout.fillHeight: true
        }
    }
}
