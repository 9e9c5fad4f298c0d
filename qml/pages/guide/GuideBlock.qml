// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Meridian.Ui

// A heading, paragraph, item, row or command of the guide.
Item {
    id: block
    required property int index
    required property string kind
    required property string text
    required property string html
    required property string mark
    required property int level
    required property var cells
    required property var shares
    required property var links
    property string style
    property bool current: false
    property string chosen // the link that Return follows
    signal followed(string target)
    signal picked
    readonly property bool heading: kind === "title" || kind === "heading"
    readonly property var kinds: ({
            "title": title,
            "heading": title,
            "text": words,
            "bullet": words,
            "step": words,
            "code": code,
            "head": row,
            "row": row
        })
    readonly property var above: ({
            "title": 10,
            "heading": level > 2 ? 14 : 22,
            "text": 6,
            "bullet": 3,
            "step": 3,
            "code": 6,
            "head": 8
        })
    readonly property real gap: above[kind] || 0
    function marked(text) {
        return chosen === "" ? text : text.replace("<a href=\"" + chosen + "\">", "<a href=\"" + chosen + "\" style=\"text-decoration:underline\">");
    }

    objectName: "guideBlock-" + index
    implicitHeight: body.implicitHeight + gap + (kind === "code" ? 6 : 0)
    Accessible.role: heading ? Accessible.Heading : Accessible.ListItem
    Accessible.name: text

    Rectangle {
        visible: block.current
        anchors {
            left: parent.left
            leftMargin: -10
            top: body.top
            bottom: body.bottom
        }
        width: 2
        radius: 1
        color: Theme.accent
    }
    TapHandler {
        onTapped: block.picked()
    }
    Loader {
        id: body
        y: block.gap
        width: block.width
        sourceComponent: block.kinds[block.kind]
    }
    Component {
        id: title
        Text {
            text: block.text
            color: Theme.text
            wrapMode: Text.Wrap
            textFormat: Text.PlainText
            font {
                pixelSize: block.kind === "title" ? Theme.kpi : block.level === 2 ? Theme.pageTitle : Theme.cardTitle
                weight: Font.DemiBold
            }
            Accessible.ignored: true
        }
    }
    Component {
        id: words
        GuideWords {
            html: block.marked(block.html)
            style: block.style
            mark: block.kind === "bullet" ? "•" : block.mark
            onFollowed: target => block.followed(target)
        }
    }
    Component {
        id: code
        CodeBlock {
            text: block.text
            spoken: qsTr("Example")
        }
    }
    Component {
        id: row
        GuideRow {
            cells: block.cells.map(cell => block.marked(cell))
            shares: block.shares
            head: block.kind === "head"
            style: block.style
            onFollowed: target => block.followed(target)
        }
    }
}
