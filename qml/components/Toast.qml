// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// A short message that leaves by itself, unless somebody is at it.
Rectangle {
    id: toast
    property string status: "ok"
    property string title
    property string detail
    property string actionText
    property int times: 1
    property int seconds: 6
    readonly property string text: detail === "" ? title : title + "\n" + detail
    readonly property bool held: pointer.hovered || act.activeFocus || away.activeFocus
    signal acted
    signal dismissed
    onTimesChanged: timer.restart()

    implicitWidth: Math.min(560, Math.max(260, line.implicitWidth + 24))
    implicitHeight: line.implicitHeight + 18
    radius: Theme.radiusField
    color: Theme.surface2
    border {
        width: 1
        color: Theme.borderStrong
    }
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Timer {
        id: timer
        interval: toast.seconds * 1000
        running: !toast.held
        onTriggered: toast.dismissed()
    }
    HoverHandler {
        id: pointer
    }
    RowLayout {
        id: line
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: 12
            rightMargin: 8
        }
        spacing: Theme.gap2
        Icon {
            name: Status.icon(toast.status)
            color: Status.color(toast.status)
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 6
        }
        ColumnLayout {
            spacing: 2
            Layout.fillWidth: true
            Layout.maximumWidth: 420
            Label {
                text: toast.times > 1 ? qsTr("%1 (%2 times)").arg(toast.title).arg(toast.times) : toast.title
                font.weight: Font.Medium
                wrapMode: Text.Wrap
                elide: Text.ElideRight
                maximumLineCount: 3
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Label {
                visible: text !== ""
                text: toast.detail
                color: Theme.text2
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
                maximumLineCount: 4
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
        GhostButton {
            id: act
            objectName: "toastAction"
            visible: text !== ""
            implicitHeight: 28
            leftPadding: 10
            rightPadding: 10
            text: toast.actionText
            onClicked: toast.acted()
        }
        IconButton {
            id: away
            objectName: "toastDismiss"
            iconName: "x"
            iconSize: 14
            implicitWidth: 26
            implicitHeight: 26
            text: qsTr("Dismiss")
            onClicked: toast.dismissed()
        }
    }
}
