// SPDX-License-Identifier: GPL-3.0-or-later
// As many blobs as a view ever gets, in every state that matters.
import QtQuick
import Meridian.Mock

Rows {
    rows: Array.from({ length: 500 }, (none, row) => {
        const status = row < 4 ? "copying" : row < 300 ? "waiting" : row === 300 ? "failed" : "copied"
        const origin = status === "waiting" ? "" : ["pulled", "mounted", "resumed", "there already"][row % 4]
        const digest = (0x9f2c1e000000 + row * 7919).toString(16)
        return { digest: "sha256:" + digest, digestText: digest, targetName: row % 2 ? "Tokyo" : "São Paulo",
                 repository: "platform/api", sizeText: "96 MB", bytesText: status === "copying" ? "42 of 96 MB" : "96 MB",
                 progress: status === "copying" ? 0.44 : 0.0, moving: status === "copying", origin: origin,
                 originText: origin === "resumed" ? "resumed at 40 MB" : origin, status: status,
                 statusText: status }
    })
}
