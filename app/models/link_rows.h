// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"
#include "models/row_model.h"

#include <QVariantList>

#include <string_view>

namespace meridian::models {

/// Model `links`: key ("fra>tyo"), fromId, toId, fromName, toName, title, fromLon, fromLat, toLon, toLat, rate,
/// rateText, active, health ("ok"|"warn"|"bad"|"idle"), healthWord, rank (worst highest), seriesIndex, movingText,
/// waiting, fromTripText, toTripText, p95 (seconds, -1 unknown), p95Text, copied, failed, success (0..1, -1 unknown),
/// successText, history.
[[nodiscard]] QList<QByteArray> linkRoles();
[[nodiscard]] QList<Row> linkRows(const engine::Snapshot& snapshot);
/// Those that start or end at a region.
[[nodiscard]] QList<Row> linkRows(const engine::Snapshot& snapshot, std::string_view region);
/// What the map's FlowLayer draws of them: key, places, rate, active, health, seriesIndex.
[[nodiscard]] QVariantList linkFlows(const engine::Snapshot& snapshot);

} // namespace meridian::models
