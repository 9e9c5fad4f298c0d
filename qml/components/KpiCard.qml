// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.Ui

// One figure with its name, its target or context, its change and its last minutes.
Card {
    id: kpi
    property string title
    property string iconName
    property color ink: Theme.accent
    property string value
    property string unit
    property string note
    property string change
    property color changeInk: ink
    property var history: []

    spoken: title + ", " + value + " " + unit + ", " + note
    implicitHeight: 92

    RowLayout {
        id: head
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 16
            topMargin: 12
        }
        spacing: Theme.gap2
        Icon {
            name: kpi.iconName
            color: kpi.ink
        }
        Label {
            text: kpi.title
            color: Theme.text2
            font.weight: Font.Medium
            Layout.fillWidth: true
        }
        Label {
            text: kpi.note
            color: Theme.text2
            font.pixelSize: Theme.small
            Layout.maximumWidth: kpi.width * 0.5
        }
    }
    Row {
        id: figures
        anchors {
            left: parent.left
            leftMargin: 16
            bottom: parent.bottom
            bottomMargin: 12
        }
        spacing: 5
        Digits {
            id: figure
            text: kpi.value
            pixelSize: Theme.kpi
            weight: Font.DemiBold
        }
        Label {
            text: kpi.unit
            color: Theme.text2
            font.pixelSize: Theme.cardTitle
            anchors {
                bottom: figure.bottom
                bottomMargin: 4
            }
        }
        Rectangle {
            visible: kpi.change !== ""
            anchors.verticalCenter: figure.verticalCenter
            width: changed.implicitWidth + 14
            height: 20
            radius: Theme.radiusSmall
            color: Theme.tinted(kpi.changeInk)
            Label {
                id: changed
                anchors.centerIn: parent
                text: kpi.change
                color: kpi.changeInk
                font {
                    pixelSize: Theme.small
                    weight: Font.DemiBold
                }
            }
        }
    }
    Sparkline {
        anchors {
            right: parent.right
            rightMargin: 16
            bottom: parent.bottom
            bottomMargin: 12
        }
        width: Math.max(0, Math.min(92, kpi.width - figures.width - 48))
        height: 34
        values: kpi.history
        color: kpi.ink
        visible: width > 40
    }
}
