// SPDX-License-Identifier: GPL-3.0-or-later
// The four figures.
import QtQuick
import Meridian.Mock

Rows {
    rows: [
        { key: "success", label: "Sync success rate", value: "99.62", unit: "%", caption: "target 99.5 %",
          delta: "+0.14", deltaTone: "ok", tone: "ok", icon: "circle-check",
          history: [103.2, 110.6, 76.8, 61.8, 95.8, 112.1, 94.2, 105.3, 137.2, 122.6, 85.1, 89.7, 103.0, 77.5, 65.2, 102.2, 124.3, 104.6, 105.7, 131.7, 116.4, 75.5, 78.4, 99.8, 84.0, 73.3, 110.0, 134.2, 110.5, 100.7] },
        { key: "p95", label: "Transfer time p95", value: "8.4", unit: "s", caption: "target 12 s", delta: "−1.2 s",
          deltaTone: "ok", tone: "accent", icon: "timer",
          history: [102.0, 67.6, 68.8, 107.9, 113.6, 96.0, 114.9, 137.5, 108.8, 77.1, 91.3, 98.8, 71.9, 74.4, 116.4, 125.6, 102.3, 110.6, 129.7, 101.4, 67.2, 83.0, 100.7, 81.5, 83.1, 124.0, 133.5, 103.4, 101.4, 118.5] },
        { key: "throughput", label: "Throughput", value: "831", unit: "MB/s", caption: "peak 1.85 GB/s", delta: "",
          deltaTone: "", tone: "warn", icon: "gauge",
          history: [63.2, 80.5, 118.6, 113.1, 98.6, 122.4, 132.2, 93.7, 72.6, 94.1, 94.4, 70.4, 87.6, 128.0, 123.0, 99.9, 114.2, 123.2, 86.1, 63.9, 90.0, 101.2, 81.8, 95.6, 134.3, 127.9, 96.1, 102.0, 112.8, 81.1] },
        { key: "consistency", label: "Consistency pass rate", value: "98.59", unit: "%", caption: "1 region drifted",
          delta: "−0.31", deltaTone: "bad", tone: "bad", icon: "shield-check",
          history: [95.1, 126.3, 110.6, 101.7, 126.7, 121.9, 79.7, 72.3, 97.5, 90.6, 73.4, 102.7, 135.3, 117.1, 97.9, 115.7, 113.0, 73.0, 66.0, 98.3, 101.3, 84.9, 109.0, 139.6, 118.1, 89.6, 102.4, 105.0, 70.6, 65.7] }
    ]
}
