// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/units.h"
#include "plan/policy.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

// What promotions and audits found: plain values of a snapshot.
namespace meridian::engine {

/// A tag at a target that is not what this fleet left there: somebody else pushed.
struct TagConflict {
  std::string target;
  std::string ref;      ///< "app/web:1.2"
  std::string recorded; ///< digest that we set there last
  std::string found;
  std::string wanted;
};

/// A group of tags that appears in all regions or in none.
struct PromotionStatus {
  enum class Phase { Staging, Checking, Waiting, Flipping, Observing, Done, RolledBack, Conflict, GivenUp, Mixed };
  struct Region {
    std::string id;
    std::size_t wave = 0; ///< from 0
    std::size_t staged = 0, flipped = 0, total = 0; ///< tags
    bool lagging = false; ///< left out because it was down
    std::string text;     ///< what is known of it beyond that, such as why it is waited for
  };
  std::string job;
  std::string rule;
  Phase phase = Phase::Staging;
  base::Timestamp time{};  ///< of the last change
  base::Timestamp until{}; ///< end of a wait or of observing; zero: none
  std::vector<Region> regions;
  std::vector<TagConflict> conflicts;
  std::chrono::milliseconds skew{0}; ///< first to last confirmed flip
  bool reversible = false;           ///< Done, and its previous digests are known
};
[[nodiscard]] constexpr std::string_view name(PromotionStatus::Phase phase) {
  constexpr std::string_view kNames[] = {"staging", "checking",    "waiting",  "flipping", "observing",
                                         "done",    "rolled back", "conflict", "given up", "mixed"};
  return kNames[static_cast<int>(phase)];
}

/// One thing that an audit found.
struct DriftFinding {
  enum class Cause { Missing, Different, Extra, Corrupt, Unreadable };
  std::string region;
  std::string ref;
  Cause cause = Cause::Missing;
  std::string wanted, found; ///< digests; may be empty
  std::string detail;        ///< which blob or manifest, in words
  bool repairable = false;
  std::string repair;        ///< what a repair does, or why there is none
};
[[nodiscard]] constexpr std::string_view name(DriftFinding::Cause cause) {
  constexpr std::string_view kNames[] = {"missing", "different", "extra", "corrupt", "unreadable"};
  return kNames[static_cast<int>(cause)];
}

/// The newest audit of a rule.
struct AuditStatus {
  struct Region {
    std::string id;
    std::size_t tags = 0, good = 0; ///< wanted; equal and complete
    std::size_t findings = 0;
    std::optional<base::Error> problem; ///< it could not be read as a whole
  };
  std::string rule;
  std::string job;
  base::Timestamp finished{};
  plan::AuditDepth depth = plan::AuditDepth::Content;
  std::vector<Region> regions;
  std::vector<DriftFinding> findings; ///< at most 1000
  std::size_t findings_total = 0;
  std::size_t mended = 0; ///< of what was found, by a repair in the same job
  std::optional<double> pass_rate; ///< 0..1, over all regions
  std::vector<float> history;      ///< pass rates, oldest first, <= 90
  std::size_t requests = 0;
  base::ByteCount read;
  base::Seconds seconds{0};
};

/// A tag that was deleted at a target and can be brought back while the registry keeps its blobs.
struct DeletedTag {
  std::string rule, target, ref, digest;
  base::Timestamp time{};
  std::size_t manifests = 0; ///< saved
};

} // namespace meridian::engine
