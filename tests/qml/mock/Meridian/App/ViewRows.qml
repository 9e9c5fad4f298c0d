// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that can be searched, filtered and sorted, as a RowView's can.
import QtQuick
import Meridian.Mock

Rows {
    property var all: []
    property string text
    property var only: ({})
    property string sortKey
    property bool descending: false
    readonly property bool filtered: text.trim() !== "" || Object.keys(only).length > 0
    readonly property int total: all.length
    rows: sorted(all.filter(row => Object.keys(only).every(key => row[key] === only[key]) && holds(row)))
    function holds(row) {
        const told = JSON.stringify(row).toLowerCase()
        return text.toLowerCase().split(" ").every(word => told.includes(word))
    }
    function sorted(list) {
        if (sortKey === "") return list
        const sign = descending ? -1 : 1
        return list.slice().sort((a, b) => (a[sortKey] > b[sortKey] ? sign : a[sortKey] < b[sortKey] ? -sign : 0))
    }
    function sortBy(key, first) {
        const down = first === Qt.DescendingOrder
        const again = key === sortKey
        sortKey = again && descending !== down ? "" : key
        descending = sortKey !== "" && (again ? !down : down)
    }
    function setOnly(key, value) {
        const next = Object.assign({}, only)
        if (value === "") delete next[key]
        else next[key] = value
        only = next
    }
    function clearFilter() { text = ""; only = ({}) }
    function sourceRow(row) { return all.findIndex(one => same(one, rows[row])) }
    function same(one, other) { return Object.keys(one).every(key => JSON.stringify(one[key]) === JSON.stringify(other[key])) }
}
