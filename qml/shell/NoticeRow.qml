// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// One notification: what, when, and what can be done about it.
TableRow {
    id: row
    required property string noticeId
    required property string tone
    required text
    required property string detail
    required property string timeText
    required property int times
    required property bool unread
    required property string source
    required property string sourceText
    required property string actionText
    required property string secondText
    required spoken
    signal followed(bool second)
    implicitHeight: body.implicitHeight + 16
    inset: 0
    onClicked: followed(false)
    Keys.onDeletePressed: Notices.remove(noticeId)
    contentItem: RowLayout {
        id: body
        spacing: 10
        Icon {
            Layout.leftMargin: 8
            Layout.topMargin: 8
            Layout.alignment: Qt.AlignTop
            name: Status.icon(row.tone)
            color: Status.color(row.tone)
        }
        ColumnLayout {
            spacing: 2
            Layout.fillWidth: true
            Layout.topMargin: 6
            Layout.bottomMargin: 6
            Label {
                text: row.times > 1 ? qsTr("%1 (%2 times)").arg(row.text).arg(row.times) : row.text
                font.weight: row.unread ? Font.DemiBold : Font.Normal
                wrapMode: Text.Wrap
                maximumLineCount: 3
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Label {
                visible: text !== ""
                text: row.detail
                color: Theme.text2
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
                maximumLineCount: 3
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            RowLayout {
                spacing: 6
                Label {
                    text: row.timeText
                    color: Theme.text3
                    font.pixelSize: Theme.caption
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
                IconButton {
                    objectName: "mute-" + row.source
                    visible: row.source !== ""
                    implicitWidth: 26
                    implicitHeight: 26
                    iconName: "bell-off"
                    iconSize: 14
                    text: qsTr("Mute %1").arg(row.sourceText)
                    onClicked: Notices.mute(row.source, true)
                }
                Repeater {
                    model: [{
                            "text": row.secondText,
                            "second": true
                        }, {
                            "text": row.actionText,
                            "second": false
                        }].filter(one => one.text !== "")
                    GhostButton {
                        required property var modelData
                        implicitHeight: 26
                        leftPadding: 9
                        rightPadding: 9
                        text: modelData.text
                        onClicked: row.followed(modelData.second)
                    }
                }
            }
        }
    }
}
