// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"
#include "models/row_model.h"

namespace meridian::models {

/// Model `kpis`, four rows: key, label, value, unit, caption, delta, deltaTone, tone, icon, history. A figure that
/// nothing has been measured for shows "–".
[[nodiscard]] QList<QByteArray> kpiRoles();
[[nodiscard]] QList<Row> kpiRows(const engine::Snapshot& snapshot);

} // namespace meridian::models
