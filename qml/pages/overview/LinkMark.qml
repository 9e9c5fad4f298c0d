// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Meridian.App
import Meridian.Ui

// The handle of a link on the map, in the middle of its arc: seen while the pointer is on the arc, while it has the
// keyboard, and while the link is on show. Reached by Tab after the regions.
T.AbstractButton {
    id: mark
    required property string key
    required property string title
    required property string rateText
    required property string health
    required property string healthWord
    required property string movingText
    required property int index
    property Item arcs: null
    property bool pointed: false
    readonly property point spot: arcs.layoutRevision >= 0 ? arcs.middleOf(index) : Qt.point(0, 0)
    readonly property bool chosen: Lines.shown === key

    objectName: "link-" + key
    x: Math.round(Math.max(6, Math.min(spot.x - width / 2, arcs.width - width - 6)))
    y: Math.round(Math.max(6, spot.y - height - 8))
    z: activeFocus || pointed ? 3 : 0
    width: words.implicitWidth + 18
    height: words.implicitHeight + 10
    opacity: pointed || chosen || activeFocus || hovered && opacity > 0 ? 1 : 0
    focusPolicy: Qt.TabFocus
    Accessible.name: title + ", " + rateText + ", " + healthWord + ", " + movingText
    onClicked: Lines.show(key)
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    background: Rectangle {
        radius: Theme.radiusField
        color: Theme.floating
        border {
            width: 1
            color: mark.chosen ? Theme.accent : Theme.borderStrong
        }
        FocusRing {
            shown: mark.activeFocus
        }
    }
    contentItem: Item {
        Row {
            id: words
            anchors.centerIn: parent
            spacing: 6
            Icon {
                name: Status.icon(mark.health)
                color: Status.color(mark.health)
                size: 12
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                text: mark.title
                font {
                    pixelSize: Theme.small
                    weight: Font.DemiBold
                }
                Accessible.ignored: true
            }
            Label {
                text: mark.rateText
                color: Theme.text2
                font.pixelSize: Theme.small
                Accessible.ignored: true
            }
        }
    }
}
