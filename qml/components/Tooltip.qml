// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.Ui

T.ToolTip {
    id: tip
    property bool shown: false
    visible: shown && text !== ""
    delay: 500
    x: parent ? Math.round((parent.width - implicitWidth) / 2) : 0
    y: parent ? parent.height + 6 : 0
    margins: 6
    padding: 7
    leftPadding: 10
    rightPadding: 10
    implicitWidth: Math.min(360, measure.implicitWidth) + leftPadding + rightPadding
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent
    Text {
        id: measure
        visible: false
        text: tip.text
        font.pixelSize: Theme.small
    }
    contentItem: Label {
        text: tip.text
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        elide: Text.ElideNone
    }
    background: Rectangle {
        color: Theme.surface2
        radius: Theme.radiusSmall
        border {
            width: 1
            color: Theme.borderStrong
        }
    }
}
