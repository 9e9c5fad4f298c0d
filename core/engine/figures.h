// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"
#include "ports/state_store.h"

#include <vector>

namespace meridian::engine {

/// The figures that come from finished work. Pure. `outcomes` oldest first, of the last 48 h; the change compares
/// the last 24 h with the 24 h before; histories have 24 points, one per hour, carried on where an hour had nothing.
/// Unchanged tags count for neither figure: only work that was tried does.
struct WorkFigures {
  Figure success_rate;
  Figure transfer_p95;
};
[[nodiscard]] WorkFigures workFigures(const std::vector<ports::OutcomeRecord>& outcomes, base::Timestamp now);

/// Nearest-rank percentile, `share` in (0, 1]; 0 for no values.
[[nodiscard]] double percentile(std::vector<double> values, double share);

} // namespace meridian::engine
