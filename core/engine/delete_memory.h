// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "engine/findings.h"
#include "oci/manifest.h"
#include "plan/deletes.h"
#include "ports/state_store.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

// What deletes remember between runs, as facts of the state database.
namespace meridian::engine {

/// What is known of a rule's tags: which the source was seen to have, and since when some are missed there. Kept by rule
/// and source: what another source had says nothing of what this one has deleted.
struct SourceMemory {
  std::set<std::string> seen; ///< "repository:tag"
  plan::Tombstones tombstones;
};
[[nodiscard]] base::Result<SourceMemory> loadSourceMemory(ports::StateStore& state, const plan::Rule& rule);
/// Writes what differs from `before`; all or none.
[[nodiscard]] base::Result<void> saveSourceMemory(ports::StateStore& state, const plan::Rule& rule,
                                                  const SourceMemory& before, const SourceMemory& now);

/// A tag that is about to be deleted or was: enough to put it back.
struct SavedTag {
  DeletedTag tag;
  std::vector<oci::Manifest> manifests; ///< children first, the root last; exact bytes
};
/// A tag deleted a second time at a target replaces what was saved of it.
[[nodiscard]] base::Result<void> saveTag(ports::StateStore& state, const SavedTag& saved);
void forgetTag(ports::StateStore& state, std::string_view target, std::string_view ref);
/// All that were saved, newest first. A damaged entry is left out.
[[nodiscard]] base::Result<std::vector<SavedTag>> savedTags(ports::StateStore& state);

/// How long, and how many at most: registries sweep blobs that nothing names any more long before.
inline constexpr std::chrono::hours kKeepDeleted{30 * 24};
inline constexpr std::size_t kMostDeleted = 5'000;
void sweepDeleted(ports::StateStore& state, base::Timestamp now);

} // namespace meridian::engine
