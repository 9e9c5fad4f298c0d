// SPDX-License-Identifier: GPL-3.0-or-later
// Every colour, size and duration of the console. Nothing else names a colour.
pragma Singleton
import QtQuick
import Meridian.App

QtObject {
    readonly property bool dark: Appearance.dark

    // Surfaces and lines
    readonly property color bg: dark ? "#0b0f17" : "#f2f4f8"
    readonly property color rail: dark ? "#0e1420" : "#ffffff"
    readonly property color surface: dark ? "#121926" : "#ffffff"
    readonly property color surface2: dark ? "#1a2333" : "#f1f4f9"
    readonly property color field: dark ? "#0b0f17" : "#ffffff"
    readonly property color border: dark ? "#202b3d" : "#dce3ec"
    readonly property color borderStrong: dark ? "#33425c" : "#b9c5d6"
    readonly property color hairline: dark ? "#1a2434" : "#e8edf4"
    readonly property color scrim: dark ? "#b305080e" : "#66121a2b"
    readonly property color floating: dark ? "#eb121926" : "#f2ffffff" // of what stands on the map
    readonly property color sheetShade: dark ? "#59000000" : "#1f121a2b"

    // Text
    readonly property color text: dark ? "#e8edf6" : "#121a2b"
    readonly property color text2: dark ? "#a3b0c5" : "#4b5870"
    readonly property color text3: dark ? "#7c8aa3" : "#5d6a82"
    readonly property color primaryInk: "#ffffff"
    readonly property color badgeInk: dark ? "#0b0f17" : "#ffffff" // on a fill in a status colour

    // Action and state
    readonly property color accent: dark ? "#5b9bff" : "#1f63e0"
    readonly property color primary: "#2f6fea"
    readonly property color primaryHover: dark ? "#4480f2" : "#1f5fd9"
    readonly property color primaryDown: "#2560d0"
    readonly property color danger: dark ? "#d63d50" : "#cc2638"
    readonly property color dangerHover: dark ? "#e0505f" : "#b51f30"
    readonly property color ok: dark ? "#34c891" : "#0b8457"
    readonly property color warn: dark ? "#f5b544" : "#a86400"
    readonly property color bad: dark ? "#ff6b7a" : "#cc2638"
    readonly property color offline: dark ? "#7c8aa3" : "#6b7890"
    readonly property real tint: dark ? 0.14 : 0.11

    // The program's own mark
    readonly property color markTop: "#4a8bff"
    readonly property color markBottom: "#3d5ff5"

    // Map
    readonly property color land: dark ? "#25324a" : "#cdd8e6"
    readonly property color coast: dark ? "#3b4c6b" : "#b4c3d6"
    readonly property color graticule: dark ? "#182233" : "#e0e8f2"
    readonly property color seaTop: dark ? "#0f1623" : "#f7fafd"
    readonly property color seaBottom: dark ? "#0c121d" : "#eaf1f9"

    // Regions keep their series colour everywhere; it never speaks of state.
    readonly property var series: dark ? ["#5b9bff", "#a78bfa", "#2dd4bf", "#f5b544", "#f472b6"] : ["#1f63e0", "#7c4ddb", "#0d8f86", "#c27803", "#d13d86"]

    // Spacing, shape, sizes
    readonly property int gap1: 4
    readonly property int gap2: 8
    readonly property int gap3: 12
    readonly property int gap4: 16
    readonly property int gap5: 24
    readonly property int margin: 16
    readonly property int cardGap: 14
    readonly property int radius: 10
    readonly property int radiusField: 8
    readonly property int radiusSmall: 6
    readonly property int control: 34
    readonly property int row: 33
    readonly property int railWidth: 84
    readonly property int headerHeight: 60
    readonly property int rightColumn: 384
    readonly property int sheetWidth: 520

    // Type
    readonly property int badge: 10
    readonly property int caption: 11
    readonly property int small: 12
    readonly property int body: 13
    readonly property int smallLine: 18 // of small text in the taller, CJK face: fields beside each other stay level
    readonly property int cardTitle: 14
    readonly property int pageTitle: 18
    readonly property int kpi: 26
    readonly property string mono: "monospace"

    readonly property int quick: Appearance.reducedMotion ? 0 : 120
    readonly property int calm: Appearance.reducedMotion ? 0 : 200

    function tinted(colour) {
        return Qt.rgba(colour.r, colour.g, colour.b, tint);
    }
    function seriesColor(place) {
        return series[Math.max(0, place) % series.length];
    }
}
