// SPDX-License-Identifier: GPL-3.0-or-later
// Images of one job.
import QtQuick
import Meridian.Mock

Rows {
    rows: [
        { target: "tyo", targetName: "Tokyo", ref: "platform/api:4.12.0", digestText: "sha256:9f2c1e…",
          status: "copied", statusText: "Copied", bytesText: "182 MB", progress: 1.0, error: "",
          fix: "", size: 96000000, rank: 4 },
        { target: "tyo", targetName: "Tokyo", ref: "platform/web:2.1", digestText: "sha256:10b7aa…",
          status: "copying", statusText: "Copying", bytesText: "42 of 96 MB", progress: 0.44, error: "",
          fix: "", size: 96000000, rank: 1 },
        { target: "tyo", targetName: "Tokyo", ref: "platform/base:1", digestText: "sha256:77d0e3…",
          status: "unchanged", statusText: "Unchanged", bytesText: "", progress: 1.0, error: "",
          fix: "", size: 96000000, rank: 5 },
        { target: "gru", targetName: "São Paulo", ref: "platform/api:4.12.0", digestText: "sha256:9f2c1e…",
          status: "failed", statusText: "Failed", bytesText: "60 of 182 MB", progress: 0.33,
          error: "507 Insufficient Storage: the registry's disk is full",
          fix: "Make room on the disk, then retry what failed.", size: 96000000, rank: 0 },
        { target: "gru", targetName: "São Paulo", ref: "platform/web:2.1", digestText: "sha256:10b7aa…",
          status: "waiting", statusText: "Waiting", bytesText: "96 MB", progress: 0.0, error: "",
          fix: "", size: 96000000, rank: 2 }
    ]
}
