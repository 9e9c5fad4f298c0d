// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "adopt/adopt.h"
#include "engine/fleet.h"

namespace meridian::engine {

/// A set-up of another tool as a fleet that can be used as it is.
struct Adoption {
  Fleet fleet;
  std::string fleet_json; ///< what the fleet file says
  std::vector<adopt::Gap> gaps;

  /// Whether something of the set-up has no place in the fleet.
  [[nodiscard]] bool leavesOut() const;
};

/// adopt::adopt(), and what a fleet file would refuse (a regular expression that only Go knows, a schedule
/// that is none) is left out too, each with a Gap. Pure but for the zones of this machine; any thread.
[[nodiscard]] base::Result<Adoption> adoptFleet(adopt::Format format, std::string_view text,
                                                std::string_view file_name,
                                                const adopt::Options& options = {});

} // namespace meridian::engine
