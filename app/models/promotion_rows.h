// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"

#include <QVariantList>
#include <QVariantMap>

/// Promotions as what pages show. Pure.
namespace meridian::models {

/// {jobId, ruleId, phase, phaseText, tone ("ok"|"accent"|"warn"|"bad"|"offline"), headline, untilText, skewText, reversible,
/// open; steps: [{label, status ("done"|"current"|"todo"|"failed")}]; regions: [{regionId, name, waveText, stagedText,
/// flippedText, progress, status, text}]; conflicts: [{regionName, ref, recorded, found, wanted, recordedText, foundText,
/// wantedText}]}.
[[nodiscard]] QVariantMap promotionMap(const engine::PromotionStatus& status, const engine::Fleet& fleet, base::Timestamp now);

[[nodiscard]] const engine::PromotionStatus* promotionOfJob(const engine::Snapshot& snapshot, std::string_view job);
/// The newest of a rule.
[[nodiscard]] const engine::PromotionStatus* promotionOfRule(const engine::Snapshot& snapshot, std::string_view rule);

/// What nobody may overlook: [{kind ("mixed"|"conflict"|"lagging"), tone, text, ruleId, jobId}], the worst first.
[[nodiscard]] QVariantList alerts(const engine::Snapshot& snapshot);

} // namespace meridian::models
