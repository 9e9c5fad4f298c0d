// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/answers.h"
#include "engine/fleet.h"

#include <memory>

namespace meridian::engine {

/// The fleet as a job sees it: with the rule of its request where that is not of the fleet. Such a rule has no schedule,
/// deletes nothing and flips nothing. Errors: NotFound (no such rule), ConfigInvalid (the rule is wrong, or a target is
/// none of its), AlreadyExists (`replace` is false and its id is taken).
[[nodiscard]] base::Result<std::shared_ptr<const Fleet>> fleetFor(std::shared_ptr<const Fleet> fleet, const JobRequest& request,
                                                                  bool replace);

} // namespace meridian::engine
