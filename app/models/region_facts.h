// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"

#include <QVariantMap>

#include <string_view>

namespace meridian::models {

/// One region in depth, for its page: everything of its row in the model `regions`, and found (false: no such region,
/// nothing else is there), fix, fixAction ("edit"|"check"|"sync"|""), credentialText, caText, placeText, checkedText,
/// tagsText, rateInText, rateOutText, budgets and windows ([{label, text, status}]), rules ([{ruleId, direction
/// ("from"|"to"), text, detail}]), targetOf (rules that copy to it).
[[nodiscard]] QVariantMap regionFacts(const engine::Snapshot& snapshot, std::string_view id, base::Timestamp now);
/// The part of a snapshot that concerns jobs which write to a region or read from it.
[[nodiscard]] engine::Snapshot jobsOf(const engine::Snapshot& snapshot, std::string_view region);
/// Rules that copy to a region.
[[nodiscard]] std::vector<std::string> rulesTo(const engine::Fleet& fleet, std::string_view region);

/// What helps against an error of a region's registry, in words; empty where nothing is known to help.
[[nodiscard]] QString fixText(const engine::RegionStatus& region);

} // namespace meridian::models
