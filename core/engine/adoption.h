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

/// `fleet` with the regions and rules of another one behind its own. A region whose registry is there already
/// is not added: the rules that come name the one that is there, and it stays as it is. An id that is taken
/// gets a number.
[[nodiscard]] Fleet joined(Fleet fleet, const Fleet& more);

} // namespace meridian::engine
