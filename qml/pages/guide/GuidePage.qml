// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.App
import Meridian.Ui

// The operator's guide as a page of the console.
Page {
    id: page
    title: qsTr("Guide")
    subtitle: Guide.title
    Component.onCompleted: view.takeKeyboard()
    Card {
        anchors.fill: parent
        spoken: page.title
        GuideView {
            id: view
            anchors.fill: parent
            focus: true
        }
    }
}
