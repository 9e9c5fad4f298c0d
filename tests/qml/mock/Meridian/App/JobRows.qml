// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs in every state that matters.
import QtQuick
import Meridian.Mock

Rows {
    rows: [
        { jobId: "j6", title: "Sync platform/* to 3 regions", subtitle: "1,284 of 2,010 tags · 187 MB/s",
          kind: "sync", kindIcon: "refresh-cw", status: "running", statusText: "Running", progress: 0.64, percentText: "64 %",
          bytesText: "3.1 of 7.4 GB", rateText: "187 MB/s", rightText: "14 min left", whyNot: "",
          tagsText: "1,284 of 2,010 tags", startedText: "09:02", durationText: "10 min", ruleId: "platform",
          canCancel: true, paused: false },
        { jobId: "j5", title: "Sync payments/api", subtitle: "5 regions · 38 of 52 layers", kind: "sync", kindIcon: "refresh-cw",
          status: "paused", statusText: "Paused", progress: 0.73, percentText: "73 %", bytesText: "1.2 of 1.6 GB",
          rateText: "0 B/s", rightText: "Paused", whyNot: "", tagsText: "2 of 3 tags",
          startedText: "09:10", durationText: "2 min", ruleId: "payments", canCancel: true, paused: true },
        { jobId: "j4", title: "Sync legacy/* to São Paulo", subtitle: "118 manifests · 64 MB/s", kind: "sync", kindIcon: "refresh-cw",
          status: "running", statusText: "Running", progress: 0.18, percentText: "18 %", bytesText: "0.4 of 2.2 GB",
          rateText: "64 MB/s", rightText: "Retry in 40 s",
          whyNot: "429 Too Many Requests from the target, attempt 3 of 5", tagsText: "12 of 118 tags",
          startedText: "09:01", durationText: "11 min", ruleId: "legacy", canCancel: true, paused: false },
        { jobId: "j3", title: "Sync ml/inference-gpu", subtitle: "Waiting for a free slot", kind: "sync", kindIcon: "refresh-cw",
          status: "queued", statusText: "Queued", progress: 0.0, percentText: "", bytesText: "", rateText: "",
          rightText: "Queued", whyNot: "", tagsText: "", startedText: "", durationText: "", ruleId: "ml",
          canCancel: true, paused: false },
        { jobId: "j2", title: "Sync base/*", subtitle: "24 tags · 2.4 GB", kind: "sync", kindIcon: "refresh-cw", status: "succeeded",
          statusText: "Done", progress: 1.0, percentText: "100 %", bytesText: "2.4 of 2.4 GB", rateText: "",
          rightText: "09:00", whyNot: "", tagsText: "24 tags, 6 copied", startedText: "08:57", durationText: "3 min",
          ruleId: "base", canCancel: false, paused: false },
        { jobId: "j1", title: "Sync legacy/*", subtitle: "2 of 118 tags failed", kind: "sync", kindIcon: "refresh-cw", status: "failed",
          statusText: "Failed", progress: 0.98, percentText: "98 %", bytesText: "2.1 of 2.2 GB", rateText: "",
          rightText: "08:41", whyNot: "2 tags failed: 507 Insufficient Storage from São Paulo",
          tagsText: "116 of 118 tags", startedText: "08:30", durationText: "11 min", ruleId: "legacy",
          canCancel: false, paused: false }
    ]
}
