// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import QtCharts
import Meridian.App
import Meridian.Ui

// The last minute by region. The points come from C++, once per tick.
Card {
    id: card
    readonly property var entries: Bridge.throughput.series
    readonly property var legend: Bridge.throughput.legend
    spoken: qsTr("Throughput by region")

    ColumnLayout {
        anchors {
            fill: parent
            margins: 16
            topMargin: 12
            bottomMargin: 12
        }
        spacing: 4
        CardHeader {
            Layout.fillWidth: true
            title: card.spoken
            aside: qsTr("%1, last 60 s").arg(Bridge.throughput.unit)
        }
        ChartView {
            id: chart
            visible: card.entries.length > 0
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: -16
            Layout.rightMargin: -10
            margins {
                left: 0
                right: 0
                top: 2
                bottom: 0
            }
            antialiasing: true
            legend.visible: false
            backgroundColor: "transparent"
            plotAreaColor: "transparent"
            animationOptions: ChartView.NoAnimation
            ValueAxis {
                id: seconds
                min: -60
                max: 0
                tickCount: 4
                labelFormat: "%d s"
                labelsColor: Theme.text2
                labelsFont {
                    family: "Inter"
                    pixelSize: Theme.caption
                }
                gridVisible: false
                lineVisible: false
            }
            ValueAxis {
                id: rate
                min: 0
                max: Math.max(1, Bridge.throughput.maxY)
                tickCount: 4
                labelFormat: "%g"
                labelsColor: Theme.text2
                labelsFont {
                    family: "Inter"
                    pixelSize: Theme.caption
                }
                gridLineColor: Theme.hairline
                lineVisible: false
            }
            Instantiator {
                model: card.entries.length
                delegate: ThroughputLine {
                    view: chart
                    axisX: seconds
                    axisY: rate
                    seriesIndex: card.entries[index] ? card.entries[index].seriesIndex : index
                }
            }
        }
        EmptyState {
            visible: card.entries.length === 0
            Layout.fillWidth: true
            Layout.fillHeight: true
            iconName: "gauge"
            title: qsTr("Nothing has moved yet")
            text: qsTr("What each region sends and takes is drawn here.")
        }
        Flow {
            Layout.fillWidth: true
            spacing: 3
            Repeater {
                model: card.legend.length
                Row {
                    required property int index
                    readonly property var entry: card.legend[index] ?? ({
                            "name": "",
                            "seriesIndex": 0,
                            "valueText": ""
                        })
                    rightPadding: 10
                    spacing: 6
                    Rectangle {
                        width: 10
                        height: 3
                        radius: 1.5
                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.seriesColor(parent.entry.seriesIndex)
                    }
                    Label {
                        text: parent.entry.name
                        color: Theme.text2
                        font.pixelSize: Theme.small
                    }
                    Digits {
                        text: parent.entry.valueText
                        pixelSize: Theme.small
                        weight: Font.DemiBold
                    }
                }
            }
            Label {
                visible: card.entries.length > card.legend.length
                text: qsTr("and %1 more").arg(card.entries.length - card.legend.length)
                color: Theme.text3
                font.pixelSize: Theme.small
            }
        }
    }
}
