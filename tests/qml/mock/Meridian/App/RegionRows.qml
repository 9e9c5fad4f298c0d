// SPDX-License-Identifier: GPL-3.0-or-later
// Regions in every state that matters.
import QtQuick
import Meridian.Mock

Rows {
    rows: [
        { regionId: "fra", name: "Frankfurt", role: "primary", roleText: "Primary", lat: 50.11, lon: 8.68,
          status: "insync", statusText: "In sync", statusWord: "In sync", whyNot: "", held: "", rateIn: 0.0, rateOut: 0.0,
          rateText: "831 MB/s out", syncedText: "–", consistencyText: "–", consistency: -1.0, tagsEqual: 24,
          tagsTotal: 24,
          history: [100.0, 131.5, 113.8, 100.7, 122.2, 116.8, 75.1, 69.0, 97.8, 95.0, 79.1, 107.2, 138.3, 117.4, 94.1, 109.7, 108.1, 70.3, 65.7, 101.3, 107.3, 90.6, 111.7, 139.6, 115.5, 84.2, 96.3, 101.6, 70.9, 68.3],
          seriesIndex: 0, url: "https://registry.fra.example.com", credential: "fra", ca: "",
          synced: 0, rank: 0, traffic: 831000000.0, weight: 30.0 },
        { regionId: "tyo", name: "Tokyo", role: "replica", roleText: "Replica", lat: 35.68, lon: 139.69,
          status: "insync", statusText: "In sync", statusWord: "In sync", whyNot: "", held: "", rateIn: 0.0, rateOut: 0.0,
          rateText: "270 MB/s in", syncedText: "2 s ago", consistencyText: "99.98 %", consistency: 0.9998,
          tagsEqual: 24, tagsTotal: 24,
          history: [134.1, 107.7, 101.6, 121.4, 103.4, 65.2, 74.7, 103.6, 93.8, 86.0, 120.8, 138.6, 106.9, 91.1, 108.8, 97.1, 63.0, 74.8, 111.3, 107.4, 94.8, 121.9, 137.0, 101.6, 78.9, 97.3, 94.9, 66.7, 79.9, 120.7],
          seriesIndex: 1, url: "https://registry.tyo.example.com", credential: "tyo", ca: "",
          synced: 1, rank: 0, traffic: 270000000.0, weight: 5.0 },
        { regionId: "sjc", name: "Silicon Valley", role: "replica", roleText: "Replica", lat: 37.39, lon: -121.96,
          status: "insync", statusText: "In sync", statusWord: "In sync", whyNot: "", held: "", rateIn: 0.0, rateOut: 0.0,
          rateText: "245 MB/s in", syncedText: "3 s ago", consistencyText: "99.95 %", consistency: 0.9995,
          tagsEqual: 24, tagsTotal: 24,
          history: [100.8, 102.5, 117.4, 89.3, 60.5, 84.1, 108.6, 93.5, 95.2, 131.4, 133.0, 95.6, 89.5, 106.5, 86.4, 61.1, 87.6, 119.3, 106.4, 100.1, 128.9, 128.9, 87.6, 76.9, 98.6, 88.7, 67.5, 94.5, 129.8, 116.2],
          seriesIndex: 2, url: "https://registry.sjc.example.com", credential: "sjc", ca: "",
          synced: 2, rank: 0, traffic: 245000000.0, weight: 5.0 },
        { regionId: "sin", name: "Singapore", role: "replica", roleText: "Replica", lat: 1.29, lon: 103.85,
          status: "syncing", statusText: "Syncing 42 %, 3.1 of 7.4 GB, 6 min", statusWord: "Syncing",
          whyNot: "", held: "waits until 14:05: its quota of pulls is used up", rateIn: 0.0, rateOut: 0.0, rateText: "272 MB/s in",
          syncedText: "46 s ago", consistencyText: "98.72 %", consistency: 0.9872, tagsEqual: 20, tagsTotal: 24,
          history: [103.2, 110.6, 76.8, 61.8, 95.8, 112.1, 94.2, 105.3, 137.2, 122.6, 85.1, 89.7, 103.0, 77.5, 65.2, 102.2, 124.3, 104.6, 105.7, 131.7, 116.4, 75.5, 78.4, 99.8, 84.0, 73.3, 110.0, 134.2, 110.5, 100.7],
          seriesIndex: 3, url: "https://registry.sin.example.com", credential: "sin", ca: "",
          synced: 3, rank: 2, traffic: 272000000.0, weight: 25.0 },
        { regionId: "gru", name: "São Paulo", role: "replica", roleText: "Replica", lat: -23.55, lon: -46.63,
          status: "drift", statusText: "Drift: 3 tags", statusWord: "Drift",
          whyNot: "3 tags point at other digests than Frankfurt's", held: "", rateIn: 0.0, rateOut: 0.0,
          rateText: "97 MB/s in", syncedText: "7 min ago", consistencyText: "94.31 %", consistency: 0.9431,
          tagsEqual: 21, tagsTotal: 24,
          history: [102.0, 67.6, 68.8, 107.9, 113.6, 96.0, 114.9, 137.5, 108.8, 77.1, 91.3, 98.8, 71.9, 74.4, 116.4, 125.6, 102.3, 110.6, 129.7, 101.4, 67.2, 83.0, 100.7, 81.5, 83.1, 124.0, 133.5, 103.4, 101.4, 118.5],
          seriesIndex: 4, url: "https://registry.gru.example.com", credential: "gru", ca: "",
          synced: 4, rank: 4, traffic: 97000000.0, weight: 45.0 }
    ]
}
