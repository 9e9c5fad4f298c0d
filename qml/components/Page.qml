// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A page of the console: its heading, and the one primary action that the header shows for it.
FocusScope {
    property string title
    property string subtitle
    property string actionText
    property string actionIcon
    property bool actionEnabled: true
    signal acted
    Accessible.role: Accessible.Pane
    Accessible.name: title
}
