// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"

#include <QVariantMap>

namespace meridian::console {

/// What removing a region or a rule touches. `kind`: "region" or "rule". Keys: lines (texts), rules (ids of rules that
/// lose the region), jobs (open jobs that it concerns), tags (that are mirrored there), typed (what has to be typed before
/// it is done; empty where little is lost).
[[nodiscard]] QVariantMap stakeOf(const engine::Snapshot& snapshot, const QString& kind, const QString& id);

} // namespace meridian::console
