// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// A short message that leaves by itself; `show` replaces the one on display.
Rectangle {
    id: toast
    property string status: "ok"
    property alias text: words.text
    function show(message, kind) {
        text = message
        status = kind
        timer.restart()
    }

    visible: opacity > 0
    opacity: timer.running ? 1 : 0
    Behavior on opacity { NumberAnimation { duration: Theme.calm } }
    implicitWidth: Math.min(520, words.implicitWidth + 78)
    implicitHeight: line.implicitHeight + 18
    radius: Theme.radiusField
    color: Theme.surface2
    border { width: 1; color: Theme.borderStrong }
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Timer { id: timer; interval: 6000 }
    RowLayout {
        id: line
        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; margins: 12 }
        spacing: Theme.gap2
        Icon { name: Status.icon(toast.status); color: Status.color(toast.status) }
        Label {
            id: words
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            maximumLineCount: 4
            Accessible.ignored: true
        }
        IconButton {
            iconName: "x"
            iconSize: 14
            implicitWidth: 24
            implicitHeight: 24
            text: qsTr("Dismiss")
            onClicked: timer.stop()
        }
    }
}
