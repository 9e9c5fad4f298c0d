// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that remember how they were asked to be sorted and filtered.
import QtQuick
import Meridian.Mock

Rows {
    property string sortBy: ""
    property bool descending: false
    property string search: ""
    property var only: ({})
    readonly property bool filtered: search !== "" || Object.keys(only).length > 0
    property int total: count
    function sortOn(role, first) {
        descending = role === sortBy ? !descending : first === Qt.DescendingOrder
        sortBy = role
    }
    function setOnly(role, value) { only = value === "" ? ({}) : { [role]: value } }
    function clearFilter() { search = ""; only = ({}) }
}
