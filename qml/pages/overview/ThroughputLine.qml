// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtCharts
import Meridian.App
import Meridian.Ui

// One region's line. createSeries() applies the chart's own colours, so ours are set after it and again
// whenever the theme changes.
QtObject {
    id: entry
    required property int index
    property int seriesIndex: index
    property ChartView view: null
    property ValueAxis axisX: null
    property ValueAxis axisY: null
    property var line: null
    readonly property color ink: Theme.seriesColor(seriesIndex)
    onInkChanged: if (line)
        line.color = ink
    Component.onCompleted: {
        line = view.createSeries(ChartView.SeriesTypeLine, "", axisX, axisY);
        line.useOpenGL = false;
        line.width = 2;
        line.color = ink;
        Bridge.throughput.attach(index, line);
    }
    Component.onDestruction: if (view && line)
        view.removeSeries(line)
}
