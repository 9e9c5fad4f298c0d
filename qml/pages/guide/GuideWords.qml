// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// Text with links and code in it, behind a bullet or number where it is an item.
Item {
    id: words
    property string html
    property string style
    property string mark
    property color ink: Theme.text2
    signal followed(string target)
    implicitHeight: text.implicitHeight
    Text {
        visible: words.mark !== ""
        x: 4
        text: words.mark
        color: Theme.text3
        font.pixelSize: Theme.body
        topPadding: 1
        Accessible.ignored: true
    }
    Text {
        id: text
        x: words.mark === "" ? 0 : 26
        width: words.width - x
        text: words.style + "<p style=\"line-height:128%\">" + words.html + "</p>"
        textFormat: Text.RichText
        wrapMode: Text.Wrap
        color: words.ink
        font.pixelSize: Theme.body
        onLinkActivated: link => words.followed(link)
        Accessible.ignored: true
        HoverHandler {
            cursorShape: text.hoveredLink !== "" ? Qt.PointingHandCursor : Qt.ArrowCursor
        }
    }
}
