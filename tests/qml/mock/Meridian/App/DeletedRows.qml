// SPDX-License-Identifier: GPL-3.0-or-later
// Tags that were deleted and may come back.
import QtQuick
import Meridian.Mock

Rows {
    rows: [
        { region: "tyo", regionName: "Tokyo", ref: "base/alpine:3.13", digest: "sha256:9f2c1e77ab01c2", digestText: "9f2c1e77ab01", agoText: "2 h ago" },
        { region: "sjc", regionName: "Silicon Valley", ref: "base/alpine:3.13", digest: "sha256:9f2c1e77ab01c2", digestText: "9f2c1e77ab01", agoText: "2 h ago" }
    ]
}
