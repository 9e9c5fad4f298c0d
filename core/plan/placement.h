// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace meridian::plan {

/// What is known of the line from the engine to one end of a run.
struct Way {
  std::string id;                           ///< the region's
  std::chrono::microseconds round_trip{0};  ///< zero: not measured
  /// Of the source: answers ranged reads. Of a target: a broken upload goes on. nullopt: nobody has tried.
  std::optional<bool> resumes;
  base::ByteCount bytes; ///< of blobs, to read from the source or to upload to the target

  /// From here on the distance decides how a broken transfer has to be mended.
  [[nodiscard]] bool far() const { return round_trip >= base::kFarRoundTrip; }
  [[nodiscard]] bool known() const { return round_trip.count() > 0; }
};

/// Where the engine is best placed for a run, and why: sentences for people, one a line, targets with the most bytes
/// first. A long way is safe as ranged reads, and as an upload only where the target's registry keeps the session.
/// Empty where no blob moves, or where too little is known to say anything.
[[nodiscard]] std::vector<std::string> placement(const Way& source, std::vector<Way> targets);

} // namespace meridian::plan
