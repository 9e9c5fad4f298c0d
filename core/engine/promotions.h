// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/findings.h"
#include "engine/fleet.h"
#include "engine/workshop.h"
#include "promote/promoter.h"

#include <map>
#include <memory>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

// What jobs and the engine share about promotions.
namespace meridian::engine {

[[nodiscard]] promote::Policy promotionPolicy(const plan::Promotion& rule, std::optional<plan::Promotion::Conflict> on_conflict);

/// The groups of one job as one picture.
[[nodiscard]] PromotionStatus promotionStatus(std::string job, std::string rule, const std::vector<const promote::Report*>& groups,
                                              base::Timestamp now);
/// The newest of each rule, as the state database has them.
[[nodiscard]] std::vector<PromotionStatus> knownPromotions(ports::StateStore& state);
/// Those of one job; nullopt: none is remembered.
[[nodiscard]] std::optional<PromotionStatus> knownPromotion(ports::StateStore& state, std::string_view job);

/// Clients for a promotion of regions that the fleet still has.
struct PromotionEnds {
  std::map<std::string, std::unique_ptr<ports::Registry>> clients;
  promote::Ends ends;
};
[[nodiscard]] PromotionEnds promotionEnds(Workshop& workshop, const Fleet& fleet, const std::vector<std::string>& targets);

/// Ends what a crash, or a target that could not be reached, left open; `rule` empty = of all rules. One at a time for a
/// rule: who comes second waits. False: stopped before that.
bool endOpenPromotions(Workshop& workshop, const Fleet& fleet, std::string_view rule, const promote::Stops& stops);

} // namespace meridian::engine
