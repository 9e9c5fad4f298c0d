// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "engine/snapshot.h"
#include "ports/state_store.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace meridian::engine {

/// A piece of work that was tried: all that the figures need of an outcome.
struct Work {
  base::Timestamp finished{};
  float seconds = 0;        ///< of a copy
  std::uint32_t line = 0;   ///< which way it went, as its keeper counts ways
  base::ByteCount bytes;    ///< of a copy
  bool copied = false;      ///< else it failed
};
/// nullopt: nothing was tried (an unchanged or cancelled tag).
[[nodiscard]] std::optional<Work> workOf(const ports::OutcomeRecord& outcome);

/// The figures that come from finished work. Pure. `work` of the last 48 h; the change compares
/// the last 24 h with the 24 h before; histories have 24 points, one per hour, carried on where an hour had nothing.
struct WorkFigures {
  Figure success_rate;
  Figure transfer_p95;
};
[[nodiscard]] WorkFigures workFigures(const std::vector<Work>& work, base::Timestamp now);

/// Nearest-rank percentile, `share` in (0, 1]; 0 for no values.
[[nodiscard]] double percentile(std::vector<double> values, double share);

} // namespace meridian::engine
