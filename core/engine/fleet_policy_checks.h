// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/fleet.h"
#include "schedule/time_zone.h"

#include <string>
#include <vector>

// What may be wrong with a rule's policies and with webhooks. Private to validate(). Pure but for the zone files.
namespace meridian::engine {

/// `path` is the rule's ("rules[0]").
[[nodiscard]] std::vector<FleetProblem> policyProblems(const plan::Rule& rule, const std::string& path,
                                                       const schedule::TimeZones& zones);
[[nodiscard]] std::vector<FleetProblem> webhookProblems(const Fleet& fleet);

/// A whole number of minutes, as the file can write it.
[[nodiscard]] bool isWritable(std::chrono::seconds length);

} // namespace meridian::engine
