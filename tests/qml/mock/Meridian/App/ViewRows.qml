// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that can be searched, filtered and sorted, as a RowView's can.
import QtQuick
import Meridian.Mock

Rows {
    property var all: []
    property string about: "status"
    property string text
    property string only
    property string sortKey
    property bool descending: false
    readonly property int total: all.length
    rows: sorted(all.filter(row => (only === "" || row[about] === only) && (text === "" || JSON.stringify(row).includes(text))))
    function sorted(list) {
        if (sortKey === "") return list
        const sign = descending ? -1 : 1
        return list.slice().sort((a, b) => (a[sortKey] > b[sortKey] ? sign : a[sortKey] < b[sortKey] ? -sign : 0))
    }
    function sortBy(key) {
        descending = key === sortKey && !descending
        sortKey = key
    }
    function sourceRow(row) { return all.findIndex(one => same(one, rows[row])) }
    function same(one, other) { return Object.keys(one).every(key => JSON.stringify(one[key]) === JSON.stringify(other[key])) }
}
