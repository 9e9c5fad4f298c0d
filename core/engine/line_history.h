// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace meridian::engine {

/// What went over one link, or into one region, in the last 24 hours.
struct LineHistory {
  std::string from; ///< region id; empty: all sources
  std::string to;   ///< region id
  struct Hour {
    base::Timestamp start{};
    base::ByteCount bytes;         ///< written to `to`
    std::size_t copied = 0, failed = 0; ///< images
    std::optional<double> p95;     ///< seconds per copied image
  };
  std::vector<Hour> hours; ///< 24, oldest first
  base::ByteCount bytes;
  std::size_t copied = 0, failed = 0;
  std::optional<double> p95; ///< of all 24 hours
  struct Failure {
    base::Timestamp time{};
    std::string job, ref, text;
  };
  std::vector<Failure> failures; ///< newest first, at most 20
};

} // namespace meridian::engine
