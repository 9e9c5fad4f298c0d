// SPDX-License-Identifier: GPL-3.0-or-later
// Links in every state that matters.
import QtQuick

ViewRows {
    function one(id, name, lon, lat, index, rate, health, word, failed) {
        return { key: "fra>" + id, fromId: "fra", toId: id, fromName: "Frankfurt", toName: name, title: "Frankfurt → " + name,
                 fromLon: 8.68, fromLat: 50.11, toLon: lon, toLat: lat, rate: rate, rateText: rate > 0 ? "270 MB/s" : "idle",
                 active: rate > 0, health: health, healthWord: word, rank: failed > 0 ? 3 : 0, seriesIndex: index,
                 movingText: "3 moving, 12 waiting", waiting: 12, fromTripText: "0.8 ms", toTripText: "231 ms", p95: 8.4,
                 p95Text: "8.4 s", copied: 240, failed: failed, success: 0.99, successText: "99.2 %", history: [1, 4, 2, 6, 3, 7, 5] }
    }
    all: [one("tyo", "Tokyo", 139.69, 35.68, 1, 2.7e8, "ok", "Healthy", 0), one("sjc", "Silicon Valley", -121.96, 37.39, 2, 2.4e8, "ok", "Healthy", 0),
          one("sin", "Singapore", 103.85, 1.29, 3, 2.7e8, "warn", "Degraded", 2), one("gru", "São Paulo", -46.63, -23.55, 4, 0, "bad", "Failing", 9)]
}
