// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for the console's `History`; `calls` records what the pages asked for.
pragma Singleton
import QtQuick

QtObject {
    property var calls: []
}
