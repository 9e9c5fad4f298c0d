// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Layouts
import Meridian.App
import Meridian.Ui

SettingsCard {
    title: qsTr("Appearance")
    SettingLine {
        label: qsTr("Theme")
        Segments {
            objectName: "settingTheme"
            spoken: qsTr("Theme")
            Layout.fillWidth: false
            options: [{
                    "key": "system",
                    "label": qsTr("System")
                }, {
                    "key": "dark",
                    "label": qsTr("Dark")
                }, {
                    "key": "light",
                    "label": qsTr("Light")
                }]
            current: Appearance.theme
            onChosen: key => Appearance.theme = key
        }
    }
    SettingLine {
        label: qsTr("Language")
        Segments {
            objectName: "settingLanguage"
            spoken: qsTr("Language")
            Layout.fillWidth: false
            options: [{
                    "key": "en",
                    "label": "English"
                }, {
                    "key": "zh_CN",
                    "label": "简体中文"
                }]
            current: Appearance.language
            onChosen: key => Appearance.language = key
        }
    }
    SettingLine {
        label: qsTr("Time zone")
        hint: Settings.zoneText
        Select {
            objectName: "settingZone"
            implicitWidth: 210
            spoken: qsTr("Time zone")
            model: Settings.zones.map(zone => ({
                            "key": zone,
                            "label": zone === "" ? qsTr("This machine's") : zone
                        }))
            textRole: "label"
            valueRole: "key"
            choice: Settings.zone
            onActivated: Settings.zone = currentValue
        }
    }
    SettingLine {
        label: qsTr("Rates in")
        Segments {
            objectName: "settingRates"
            spoken: qsTr("Rates in")
            Layout.fillWidth: false
            options: [{
                    "key": "bytes",
                    "label": qsTr("Bytes (MB/s)")
                }, {
                    "key": "bits",
                    "label": qsTr("Bits (Mbit/s)")
                }]
            current: Settings.bits ? "bits" : "bytes"
            onChosen: key => Settings.bits = key === "bits"
        }
    }
    SettingLine {
        label: qsTr("Reduced motion")
        hint: qsTr("Nothing slides or flows; the map stands still.")
        Switch {
            implicitWidth: 34
            objectName: "settingMotion"
            Accessible.name: qsTr("Reduced motion")
            checked: Appearance.reducedMotion
            onToggled: Appearance.reducedMotion = checked
        }
    }
    SettingLine {
        label: qsTr("Closing the window while jobs run")
        Select {
            objectName: "settingClose"
            implicitWidth: 210
            spoken: qsTr("Closing the window while jobs run")
            model: [{
                    "key": "ask",
                    "label": qsTr("Ask")
                }, {
                    "key": "quit",
                    "label": qsTr("Quit; jobs go on at the next start")
                }].concat(Settings.tray ? [{
                        "key": "tray",
                        "label": qsTr("Keep running in the tray")
                    }] : [])
            textRole: "label"
            valueRole: "key"
            choice: Settings.onClose
            onActivated: Settings.onClose = currentValue
        }
    }
}
