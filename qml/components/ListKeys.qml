// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Where Home, End and the page keys lead in a list, and the arrows where it has no others for them.
QtObject {
    id: keys
    required property ListView list
    required property int page
    property bool arrows: false
    readonly property var places: ({
            [Qt.Key_Home]: 0,
            [Qt.Key_End]: list.count - 1,
            [Qt.Key_PageDown]: list.currentIndex + page,
            [Qt.Key_PageUp]: list.currentIndex - page
        })
    readonly property var steps: arrows ? ({
            [Qt.Key_Down]: list.currentIndex + 1,
            [Qt.Key_Up]: list.currentIndex - 1
        }) : ({})
    // The row, or -1 where the key leads nowhere.
    function place(key) {
        const to = places[key] ?? steps[key];
        return to === undefined || list.count === 0 ? -1 : Math.max(0, Math.min(list.count - 1, to));
    }
}
