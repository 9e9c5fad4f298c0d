// SPDX-License-Identifier: GPL-3.0-or-later
// The newest audits of the rules.
import QtQuick
import Meridian.Mock

Rows {
    rows: [
        { ruleId: "base", status: "drift", statusText: "3 findings", passText: "99.75 %", history: [1, 1, 0.999, 1, 0.998, 1, 1, 0.9975],
          lastText: "2 h ago", costText: "tags and content · 1,284 requests · 12 s", findings: 3, findingsText: "3 findings",
          planText: "every day at 04:30 · tags and content", running: false, jobId: "j2", fixable: true, more: "and 12 more, in the report",
          regions: [{ regionId: "fra", name: "Frankfurt", text: "402 of 402", status: "insync", problem: "" },
                    { regionId: "tyo", name: "Tokyo", text: "400 of 402", status: "drift", problem: "" },
                    { regionId: "sjc", name: "Silicon Valley", text: "401 of 402", status: "drift", problem: "" },
                    { regionId: "gru", name: "São Paulo", text: "not read", status: "offline",
                      problem: "Nothing answers at this address: connection refused" }] },
        { ruleId: "platform", status: "running", statusText: "Auditing", passText: "100 %", history: [1, 1, 1, 1], lastText: "1 d ago",
          costText: "tags · 12 requests · 0.4 s", findings: 0, findingsText: "0 findings", planText: "On demand · tags and content",
          running: true, jobId: "j7", fixable: false, more: "", regions: [] },
        { ruleId: "legacy", status: "insync", statusText: "All equal", passText: "100 %", history: [1, 0.99, 1, 1], lastText: "1 d ago",
          costText: "tags · 12 requests · 0.4 s", findings: 0, findingsText: "0 findings", planText: "On demand · tags and content",
          running: false, jobId: "j8", fixable: false, more: "", regions: [] },
        { ruleId: "ml", status: "unknown", statusText: "Never audited", passText: "–", history: [], lastText: "never", costText: "",
          findings: 0, findingsText: "", planText: "On demand · tags and content", running: false, jobId: "", fixable: false, more: "",
          regions: [] }
    ]
}
