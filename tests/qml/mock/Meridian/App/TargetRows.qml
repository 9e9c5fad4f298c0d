// SPDX-License-Identifier: GPL-3.0-or-later
// A plan's targets.
import QtQuick
import Meridian.Mock

Rows {
    rows: [
        { targetId: "tyo", name: "Tokyo", reachable: true, tagsText: "6 to copy, 18 unchanged", tagsCopied: 6,
          tagsUnchanged: 18, tagsReplaced: 0, writeText: "2.4 GB", mountedText: "310 MB", skippedText: "5.1 GB",
          blobsText: "41 blobs", requestsText: "212 requests", warning: "", share: 1.0, deletionsText: "2 tags deleted, 1 tag in quarantine",
          deletions: [{ ref: "base/alpine:3.14", status: "due", text: "is deleted now", harm: "shares its manifest with 3.14.10; 2 signatures and other referrers lose it" },
                      { ref: "base/alpine:3.13", status: "due", text: "is deleted now", harm: "" },
                      { ref: "base/node:14", status: "waiting", text: "not before 29 Nov 02:00", harm: "" }] },
        { targetId: "sjc", name: "Silicon Valley", reachable: true,
          tagsText: "4 to copy, 1 to replace, 19 unchanged", tagsCopied: 4, tagsUnchanged: 19, tagsReplaced: 1,
          writeText: "1.7 GB", mountedText: "0 B", skippedText: "5.8 GB", blobsText: "29 blobs",
          requestsText: "180 requests",
          warning: "1 tag points at another digest there and will be overwritten: base/alpine:3.19", share: 0.71, deletionsText: "", deletions: [] },
        { targetId: "gru", name: "São Paulo", reachable: false, tagsText: "", tagsCopied: 0, tagsUnchanged: 0,
          tagsReplaced: 0, writeText: "", mountedText: "", skippedText: "", blobsText: "", requestsText: "",
          warning: "Not reachable: connection refused by registry.gru.example.com:443", share: 0.0, deletionsText: "", deletions: [] }
    ]
}
