// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/answers.h"
#include "engine/fleet.h"
#include "ports/state_store.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace meridian::engine {

/// A request that says no more than this as its rule gets an id of its own, so that many can run at once.
inline constexpr std::string_view kAnyPrewarm = "prewarm";

/// The fleet as a job sees it: with the rule of its request where that is not of the fleet. Such a rule has no schedule,
/// deletes nothing, flips nothing and is never audited. Errors: NotFound (no such rule), ConfigInvalid (the rule is wrong,
/// or a target is none of its), AlreadyExists (`replace` is false and its id is taken).
[[nodiscard]] base::Result<std::shared_ptr<const Fleet>> fleetFor(std::shared_ptr<const Fleet> fleet, const JobRequest& request,
                                                                  bool replace);

// A rule that is not in the fleet is remembered as long as its job, as the fact "once <job>": for what is asked of the job
// later, to retry it, and to go on where it was interrupted.
void saveOnce(ports::StateStore& state, std::string_view job, const Fleet& fleet, const JobRequest& request);
/// The request of such a job; nullopt: its rule is one of the fleet, or nothing is known of it.
[[nodiscard]] std::optional<JobRequest> loadOnce(ports::StateStore& state, std::string_view job);
/// Forgets the rules of jobs that are forgotten.
void sweepOnce(ports::StateStore& state);

} // namespace meridian::engine
