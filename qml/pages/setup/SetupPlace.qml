// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Map
import Meridian.Ui

// What the region is called and where it stands: by city, or by a click on the map.
ColumnLayout {
    id: part
    readonly property var region: Setup.region
    readonly property var problems: region.problems
    readonly property var cities: region.searchCities(search.text)
    property int current: 0
    function choose(city) {
        search.clear();
        region.placeIn(city);
    }
    spacing: Theme.gap3
    Layout.fillHeight: false
    onCitiesChanged: current = 0

    RowLayout {
        spacing: Theme.gap3
        Entry {
            key: "name"
            label: qsTr("Name")
            sample: qsTr("Frankfurt")
        }
        Entry {
            key: "id"
            label: qsTr("ID")
            sample: "fra"
            Layout.maximumWidth: 140
        }
        FormField {
            label: qsTr("Place")
            SearchField {
                id: search
                objectName: "setup-city"
                Layout.fillWidth: true
                spoken: qsTr("City")
                placeholderText: part.region.placeText || qsTr("Search a city")
                Keys.onDownPressed: part.current = Math.min(part.current + 1, part.cities.length - 1)
                Keys.onUpPressed: part.current = Math.max(part.current - 1, 0)
                Keys.onReturnPressed: event => {
                    event.accepted = part.cities.length > 0;
                    if (event.accepted)
                        part.choose(part.cities[part.current]);
                }
            }
        }
    }
    InlineError {
        visible: text !== ""
        text: part.problems.place || ""
        Layout.fillWidth: true
    }
    Flow {
        visible: part.cities.length > 0
        spacing: 6
        Layout.fillWidth: true
        Repeater {
            model: part.cities
            Pick {
                required property var modelData
                required property int index
                objectName: "city-" + index
                focusPolicy: Qt.NoFocus
                text: modelData.name + " " + modelData.other
                checked: index === part.current
                onClicked: part.choose(modelData)
            }
        }
    }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: 210
        radius: Theme.radiusField
        color: Theme.bg
        border {
            width: 1
            color: world.activeFocus ? Theme.accent : Theme.border
        }
        clip: true
        WorldMap {
            id: world
            objectName: "setup-map"
            anchors {
                fill: parent
                margins: 1
            }
            radius: Theme.radiusField - 1
            land: Theme.land
            coast: Theme.coast
            graticule: Theme.graticule
            seaTop: Theme.seaTop
            seaBottom: Theme.seaBottom
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("World map: a click sets the place")
            TapHandler {
                onTapped: point => {
                    const geo = world.toGeo(point.position.x, point.position.y);
                    part.region.placeAt(geo.y, geo.x);
                }
            }
            Repeater {
                model: Setup.regions
                Spot {
                    required property var modelData
                    lat: modelData.lat
                    lon: modelData.lon
                    ink: Theme.text3
                }
            }
            Spot {
                visible: part.region.placed
                lat: Number(part.region.form.lat) || 0
                lon: Number(part.region.form.lon) || 0
                ink: Theme.accent
                width: 14
            }
        }
        Label {
            anchors {
                left: parent.left
                bottom: parent.bottom
                margins: 10
            }
            text: part.region.placeText
            color: Theme.text2
            font.pixelSize: Theme.small
        }
    }

    component Spot: Rectangle {
        property real lat
        property real lon
        property color ink
        readonly property point at: world.viewRevision >= 0 ? world.toItem(lon, lat) : Qt.point(0, 0)
        x: at.x - width / 2
        y: at.y - height / 2
        width: 10
        height: width
        radius: width / 2
        color: ink
        border {
            width: 2
            color: Theme.surface
        }
    }
    component Entry: FormField {
        id: entry
        property string key
        property string sample
        problem: part.problems[key] || ""
        TextField {
            objectName: "setup-" + entry.key
            Layout.fillWidth: true
            implicitWidth: 120
            spoken: entry.label
            placeholderText: entry.sample
            text: String(part.region.form[entry.key] ?? "")
            invalid: entry.problem !== ""
            onTextEdited: part.region.put(entry.key, text)
        }
    }
}
