// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// A number whose digits keep their places while it ticks: Inter's digits are proportional.
Row {
    id: digits
    property string text
    property color color: Theme.text
    property int pixelSize: Theme.body
    property int weight: Font.Normal

    Accessible.role: Accessible.StaticText
    Accessible.name: text

    TextMetrics {
        id: metrics
        text: "0"
        font {
            pixelSize: digits.pixelSize
            weight: digits.weight
        }
    }
    Repeater {
        model: digits.text.length
        // A cell around the text: the width of the text itself would be bound to its own implicit width.
        Item {
            id: cell
            required property int index
            readonly property string glyph: digits.text.charAt(index)
            width: glyph >= "0" && glyph <= "9" ? metrics.advanceWidth : face.implicitWidth
            height: face.implicitHeight
            Text {
                id: face
                anchors.horizontalCenter: parent.horizontalCenter
                text: cell.glyph
                textFormat: Text.PlainText
                color: digits.color
                font {
                    pixelSize: digits.pixelSize
                    weight: digits.weight
                }
                Accessible.ignored: true
            }
        }
    }
}
