// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"
#include "models/row_model.h"

namespace meridian::models {

/// Model `regions`: regionId, name, role, roleText, lat, lon, status, statusText, statusWord, whyNot, held, rateIn,
/// rateOut, rateText, synced (ms since 1970), syncedText, tagsEqual, tagsTotal, consistencyText, consistency, history,
/// seriesIndex, url, credential, ca, rank (worst state highest), traffic (B/s, both ways), weight (who has its label
/// first on the map).
[[nodiscard]] QList<QByteArray> regionRoles();
[[nodiscard]] QList<Row> regionRows(const engine::Snapshot& snapshot, base::Timestamp now);

/// Name of a region, its id where there is none.
[[nodiscard]] QString regionName(const engine::Fleet& fleet, std::string_view id);

/// "Outbound now" of the map: what leaves all regions.
[[nodiscard]] QString outboundText(const engine::Snapshot& snapshot);
/// Longest time that a replica with something missing has not been equal to its source; empty when unknown.
[[nodiscard]] QString largestLagText(const engine::Snapshot& snapshot, base::Timestamp now);
/// Blobs on the way now.
[[nodiscard]] int activeTransfers(const engine::Snapshot& snapshot);
/// "5 regions · 2,010 tags mirrored · last check 09:12".
[[nodiscard]] QString subtitle(const engine::Snapshot& snapshot, base::Timestamp now);

} // namespace meridian::models
