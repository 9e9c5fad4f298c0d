// SPDX-License-Identifier: GPL-3.0-or-later
// The jobs of all times.
import QtQuick

ViewRows {
    property string status
    property string rule
    property string kind
    property string order: "newest"
    property int hours: 0
    only: status === "" ? ({}) : { "status": status === "bad" ? "failed" : status === "open" ? "running" : status }
}
