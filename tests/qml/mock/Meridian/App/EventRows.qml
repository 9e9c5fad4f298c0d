// SPDX-License-Identifier: GPL-3.0-or-later
// Events of one job.
import QtQuick
import Meridian.Mock

Rows {
    rows: [
        { timeText: "09:02:11", level: "info", text: "Planned: 2,010 tags, 726 to copy, 7.4 GB to write" },
        { timeText: "09:02:12", level: "info", text: "Tokyo: platform/api:4.12.0 copied, 182 MB in 3 s" },
        { timeText: "09:04:40", level: "warning",
          text: "São Paulo answered 429 Too Many Requests; trying again at 09:05:20" },
        { timeText: "09:06:02", level: "error",
          text: "São Paulo: platform/api:4.12.0 failed: 507 Insufficient Storage" }
    ]
}
