// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

RowLayout {
    spacing: Theme.cardGap
    Repeater {
        model: Bridge.kpis
        KpiCard {
            required property string label
            required property string caption
            required property string delta
            required property string deltaTone
            required property string tone
            required property string icon
            required property var model
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            title: label
            iconName: icon
            color: Theme.surface
            ink: Status.colors[tone] || Theme.accent
            value: model.value
            unit: model.unit
            note: caption
            change: delta
            changeInk: Status.colors[deltaTone] || ink
            history: model.history
        }
    }
}
