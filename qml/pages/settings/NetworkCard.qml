// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

SettingsCard {
    title: qsTr("Network")
    note: Settings.limits.length > 0 ? qsTr("Limits stand in the fleet file; a region's own page changes them.") : qsTr("Limits come with regions; there is none yet.")
    Repeater {
        model: Settings.limits
        TableRow {
            id: row
            required property var modelData
            required property int index
            Layout.fillWidth: true
            spoken: modelData.name + ": " + modelData.text
            last: index === Settings.limits.length - 1
            onClicked: Bridge.open("region", modelData.regionId)
            contentItem: RowLayout {
                Label {
                    text: row.modelData.name
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
                Label {
                    text: row.modelData.text
                    color: Theme.text2
                    font.pixelSize: Theme.small
                    Layout.maximumWidth: row.width * 0.7
                    Accessible.ignored: true
                }
            }
        }
    }
    Label {
        text: qsTr("Proxies of the environment")
        color: Theme.text2
        font {
            pixelSize: Theme.small
            weight: Font.Medium
        }
    }
    Label {
        visible: Settings.proxies.length === 0
        text: qsTr("None: registries are reached directly. HTTPS_PROXY and NO_PROXY count when the console starts.")
        color: Theme.text3
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        Layout.fillWidth: true
    }
    Repeater {
        model: Settings.proxies
        Fact {
            required property var modelData
            label: modelData.name
            value: modelData.value
            pixelSize: Theme.body
        }
    }
}
