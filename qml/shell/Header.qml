// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Heading of the page on show, the way back, search, language and theme, and the page's one primary action.
Rectangle {
    id: header
    property Page page: null
    property alias bell: bell
    color: Theme.bg
    implicitHeight: Theme.headerHeight

    RowLayout {
        anchors {
            fill: parent
            leftMargin: 20
            rightMargin: 20
        }
        spacing: Theme.gap2
        IconButton {
            objectName: "back"
            visible: Bridge.canGoBack && Bridge.subject !== ""
            iconName: "arrow-left"
            text: qsTr("Back")
            onClicked: Bridge.back()
        }
        ColumnLayout {
            spacing: 1
            Layout.fillWidth: true
            Label {
                text: header.page ? header.page.title : ""
                font {
                    pixelSize: Theme.pageTitle
                    weight: Font.DemiBold
                }
                Layout.fillWidth: true
                Accessible.role: Accessible.Heading
            }
            Label {
                text: header.page ? header.page.subtitle : ""
                color: Theme.text2
                font.pixelSize: Theme.small
                Layout.fillWidth: true
            }
        }
        SearchButton {
            objectName: "search"
            narrow: header.width < 1110
            keys: "Ctrl+K"
            Layout.rightMargin: narrow ? 0 : Theme.gap1
            onClicked: Finder.run("palette")
        }
        Rectangle {
            visible: Bridge.offline
            radius: Theme.radiusSmall
            color: Theme.tinted(Theme.warn)
            Layout.rightMargin: Theme.gap1
            implicitWidth: demo.implicitWidth + 16
            implicitHeight: Math.max(24, demo.implicitHeight + 6)
            Label {
                id: demo
                anchors.centerIn: parent
                text: header.width < 1110 ? qsTr("Demo") : qsTr("Demo fleet, no network")
                color: Theme.warn
                font {
                    pixelSize: Theme.small
                    weight: Font.Medium
                }
            }
        }
        SlowModeButton {
            Layout.rightMargin: Bridge.slowText === "" ? 0 : Theme.gap1
        }
        IconButton {
            id: language
            objectName: "language"
            iconName: "languages"
            text: qsTr("Language")
            onClicked: menu.open()
            LanguageMenu {
                id: menu
                x: language.width - width
                y: language.height + 6
            }
        }
        IconButton {
            objectName: "theme"
            iconName: Theme.dark ? "sun" : "moon"
            text: Theme.dark ? qsTr("Light theme") : qsTr("Dark theme")
            onClicked: Appearance.theme = Theme.dark ? "light" : "dark"
        }
        BellButton {
            id: bell
        }
        PrimaryButton {
            objectName: "primary"
            Layout.leftMargin: Theme.gap1
            visible: text !== ""
            text: header.page ? header.page.actionText : ""
            iconName: header.page ? header.page.actionIcon : ""
            enabled: header.page ? header.page.actionEnabled : false
            onClicked: header.page.acted()
        }
    }
    Rectangle {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        height: 1
        color: Theme.border
    }
}
