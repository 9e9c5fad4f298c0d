// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Window
import Meridian.Ui

// A bundled icon in one colour; decoration only, the words beside it carry the meaning.
Image {
    id: icon
    property string name
    property color color: Theme.text2
    property int size: 16

    width: size
    height: size
    sourceSize: Qt.size(Math.round(size * Screen.devicePixelRatio), Math.round(size * Screen.devicePixelRatio))
    source: name === "" ? "" : "image://icon/" + name + "?" + String(color).substring(1)
    fillMode: Image.PreserveAspectFit
    Accessible.ignored: true
}
