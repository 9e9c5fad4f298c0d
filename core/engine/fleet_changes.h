// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/fleet.h"

#include <string>
#include <vector>

namespace meridian::engine {

/// What is different about one region or rule, or about the webhooks.
struct FleetChange {
  std::string subject; ///< "rule base", "region tyo", "webhooks"
  std::string detail;  ///< "targets +sjc -fra, tags.latest 5 -> 7", "added", "removed"
};

/// What was changed on the way from one fleet to the other, in the words of the fleet file: regions, rules, webhooks.
[[nodiscard]] std::vector<FleetChange> changes(const Fleet& before, const Fleet& after);

} // namespace meridian::engine
