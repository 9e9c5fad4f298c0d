// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Back and on, and between them why it does not go on yet.
Item {
    id: footer
    implicitHeight: row.implicitHeight + 2 * Theme.gap3
    Rectangle {
        width: parent.width
        height: 1
        color: Theme.hairline
    }
    RowLayout {
        id: row
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: Theme.gap4
            rightMargin: Theme.gap4
        }
        spacing: Theme.gap3
        GhostButton {
            objectName: "back"
            visible: Setup.place > 0
            enabled: Setup.canGoBack
            text: qsTr("Back")
            onClicked: Setup.back()
        }
        InlineError {
            objectName: "refused"
            visible: Setup.refused !== ""
            text: Setup.refused
            Layout.fillWidth: true
        }
        Label {
            objectName: "missing"
            visible: Setup.refused === ""
            text: Setup.missing
            color: Theme.text3
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignRight
            Layout.fillWidth: true
        }
        PrimaryButton {
            objectName: "next"
            enabled: Setup.canGoOn
            text: Setup.nextText
            iconName: Setup.step === "plan" ? "refresh-cw" : ""
            why: Setup.missing
            onClicked: Setup.next()
        }
    }
}
