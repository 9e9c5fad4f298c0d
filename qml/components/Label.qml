// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// Plain text of the console: one line, elided, readable by assistive technology.
Text {
    color: Theme.text
    font.pixelSize: Theme.body
    elide: Text.ElideRight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
