// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// What happened while nobody looked; opening it is reading it, once it is closed again.
T.Popup {
    id: centre
    objectName: "noticeCentre"
    function follow(id, second) {
        close();
        Notices.follow(id, second);
    }
    width: 440
    height: Math.min(contentItem.implicitHeight + 2 * padding, 600)
    margins: 12
    padding: 12
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent
    onOpened: {
        list.currentIndex = 0;
        (list.count > 0 ? list : settings).forceActiveFocus();
    }
    onClosed: Notices.markRead()
    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border {
            width: 1
            color: Theme.borderStrong
        }
    }
    contentItem: ColumnLayout {
        spacing: Theme.gap2
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Notifications")
        RowLayout {
            Layout.leftMargin: Theme.gap2
            Label {
                text: qsTr("Notifications")
                font {
                    pixelSize: Theme.cardTitle
                    weight: Font.DemiBold
                }
                Layout.fillWidth: true
                Accessible.role: Accessible.Heading
            }
            IconButton {
                objectName: "clearNotices"
                visible: list.count > 0
                iconName: "trash-2"
                iconSize: 16
                text: qsTr("Clear all")
                onClicked: Notices.clear()
            }
            IconButton {
                id: settings
                iconName: "settings"
                iconSize: 16
                text: qsTr("Notification settings")
                onClicked: {
                    centre.close();
                    Bridge.open("settings");
                }
            }
        }
        Flow {
            visible: Notices.muted.length > 0
            Layout.fillWidth: true
            Layout.leftMargin: Theme.gap2
            spacing: 6
            Label {
                text: qsTr("Muted:")
                color: Theme.text2
                font.pixelSize: Theme.small
                height: 24
            }
            Repeater {
                model: Notices.muted
                Chip {
                    required property var modelData
                    text: modelData.text
                    removable: true
                    onRemoved: Notices.mute(modelData.source, false)
                }
            }
        }
        ListView {
            id: list
            objectName: "notices"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: Math.max(160, contentHeight) // without any height no row is made
            visible: count > 0
            clip: true
            model: Notices.rows
            boundsBehavior: Flickable.StopAtBounds
            highlightMoveDuration: 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Notifications")
            T.ScrollBar.vertical: ScrollBar {
            }
            Keys.onDownPressed: incrementCurrentIndex()
            Keys.onUpPressed: decrementCurrentIndex()
            Keys.onReturnPressed: if (currentItem)
                centre.follow(currentItem.noticeId, false)
            Keys.onDeletePressed: if (currentItem)
                Notices.remove(currentItem.noticeId)
            delegate: NoticeRow {
                width: list.width - 12
                current: ListView.isCurrentItem && list.activeFocus
                onFollowed: second => centre.follow(noticeId, second)
            }
        }
        EmptyState {
            visible: list.count === 0
            Layout.fillWidth: true
            Layout.margins: Theme.gap5
            iconName: "bell"
            title: qsTr("Nothing to tell")
            text: qsTr("Failures, ends of jobs, and regions that go offline or come back are told here.")
        }
    }
}
