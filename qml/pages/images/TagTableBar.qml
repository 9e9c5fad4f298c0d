// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

// Which repository, how many tags, and which of them to show.
ColumnLayout {
    id: bar
    readonly property var tags: Catalog.tags
    function figure(number) {
        return number.toLocaleString(Qt.locale(), "f", 0);
    }
    spacing: Theme.gap2
    RowLayout {
        spacing: Theme.gap2
        Label {
            objectName: "repositoryTitle"
            text: Catalog.repository
            font {
                pixelSize: Theme.cardTitle
                weight: Font.DemiBold
            }
            elide: Text.ElideMiddle
            Layout.fillWidth: true
            Accessible.role: Accessible.Heading
        }
        Label {
            objectName: "tagCounts"
            text: Catalog.busy ? qsTr("Reading the regions…") : bar.tags.total === 0 ? "" : bar.tags.drifted === 0 && Catalog.problems.length > 0 ? qsTr("%1 tags, the same in all regions that were read").arg(bar.figure(bar.tags.total)) : bar.tags.drifted === 0 ? qsTr("%1 tags, the same everywhere").arg(bar.figure(bar.tags.total)) : qsTr("%1 tags, %2 not the same everywhere").arg(bar.figure(bar.tags.total)).arg(bar.figure(bar.tags.drifted))
            color: Theme.text2
            font.pixelSize: Theme.small
        }
        IconButton {
            objectName: "tagsCli"
            iconName: "terminal"
            iconSize: 16
            text: qsTr("Copy as CLI")
            enabled: Catalog.cli !== ""
            onClicked: Bridge.copy(Catalog.cli)
        }
        IconButton {
            objectName: "readTags"
            iconName: "refresh-cw"
            iconSize: 16
            text: qsTr("Read again")
            enabled: !Catalog.busy && Catalog.repository !== ""
            onClicked: Catalog.refreshTags()
        }
    }
    RowLayout {
        spacing: Theme.gap2
        SearchField {
            objectName: "tagSearch"
            Layout.fillWidth: true
            Layout.maximumWidth: 300
            placeholderText: qsTr("Find a tag or digest")
            text: bar.tags.filter
            onTextEdited: bar.tags.filter = text
            onTextChanged: if (text === "")
                bar.tags.filter = ""
        }
        Select {
            objectName: "tagChoice"
            Layout.preferredWidth: 220
            spoken: qsTr("Which tags")
            model: bar.tags.choices
            textRole: "label"
            valueRole: "key"
            choice: bar.tags.only
            onActivated: bar.tags.only = currentValue
        }
        Select {
            objectName: "tagOrder"
            Layout.preferredWidth: 172
            spoken: qsTr("Order")
            model: [{
                    "key": "version",
                    "label": qsTr("Highest version first")
                }, {
                    "key": "name",
                    "label": qsTr("By name")
                }, {
                    "key": "drift",
                    "label": qsTr("Drift first")
                }]
            textRole: "label"
            valueRole: "key"
            choice: bar.tags.order
            onActivated: bar.tags.order = currentValue
        }
        Item {
            Layout.fillWidth: true
        }
        Label {
            visible: bar.tags.regions.length > bar.tags.shown
            text: qsTr("Regions %1 to %2 of %3").arg(bar.tags.first + 1).arg(Math.min(bar.tags.regions.length, bar.tags.first + bar.tags.shown)).arg(bar.tags.regions.length)
            color: Theme.text2
            font.pixelSize: Theme.small
        }
        IconButton {
            objectName: "regionsLeft"
            visible: bar.tags.regions.length > bar.tags.shown
            iconName: "chevron-left"
            text: qsTr("Regions before")
            enabled: bar.tags.first > 0
            onClicked: bar.tags.first -= bar.tags.shown
        }
        IconButton {
            objectName: "regionsRight"
            visible: bar.tags.regions.length > bar.tags.shown
            iconName: "chevron-right"
            text: qsTr("Regions after")
            enabled: bar.tags.first + bar.tags.shown < bar.tags.regions.length
            onClicked: bar.tags.first += bar.tags.shown
        }
    }
}
