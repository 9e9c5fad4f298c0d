// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/state_store.h"

#include <string_view>
#include <vector>

namespace meridian::engine {

/// Jobs that ended with their engine, told to stop or not, and that nobody has gone on with since: what an engine that
/// keeps running begins with, whoever looked into the state between. Only of kinds that are gone on with.
void noteUnfinished(ports::StateStore& state, const ports::JobRecord& job);
[[nodiscard]] std::vector<ports::JobRecord> unfinished(ports::StateStore& state);
/// Somebody goes on with that job, or with all that the rule selects.
void forgetUnfinished(ports::StateStore& state, std::string_view job);
void forgetUnfinishedOf(ports::StateStore& state, std::string_view rule);

} // namespace meridian::engine
