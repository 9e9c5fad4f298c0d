// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

QtObject {
    property string theme: "dark"
    readonly property bool dark: theme !== "light"
    property string language: "en"
    property bool reducedMotion: true
    readonly property bool softwareRendering: true
}
