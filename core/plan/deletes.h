// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/units.h"
#include "oci/digest.h"
#include "oci/manifest.h"
#include "plan/rule.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

// What of a target may go because the source no longer has it. Names first (decideDeletes), so that digests
// and manifests have to be asked for only where something goes (blastRadius). Nothing here deletes.
namespace meridian::plan {

/// All tags that the source has in one repository of the rule, before the rule's selection: a tag that fell
/// out of "latest" or "since" is still at the source, and stays at the target.
struct SourceTags {
  std::string repository;
  std::set<std::string> tags;
  std::optional<base::Error>
      error; ///< it could not be listed; NameUnknown = the source has no such repository
};

/// When a tag was first missed at the source, by "repository:tag".
using Tombstones = std::map<std::string, base::Timestamp>;

enum class DeleteState { Quarantined, Due, HeldBack };
/// "quarantined", "due", "held_back", as in --json.
[[nodiscard]] constexpr std::string_view name(DeleteState state) {
  constexpr std::string_view kNames[] = {"quarantined", "due", "held_back"};
  return kNames[static_cast<int>(state)];
}

/// What else a deletion would touch at that target.
struct BlastRadius {
  std::vector<std::string>
      shared; ///< tags of the repository on the same manifest: a delete by digest takes them
  std::vector<std::string> parents; ///< tags whose index holds the manifest: it would miss a child
  std::vector<oci::Digest>
      own_children; ///< of an index: nothing else known needs them, the registry may sweep them
  std::vector<oci::Digest> shared_children; ///< of an index: other tags need them
  std::vector<oci::Digest> referrers;       ///< signatures, SBOMs ... that point to it
  [[nodiscard]] bool harmsOthers() const { return !shared.empty() || !parents.empty(); }
};

/// One tag that the target has and the source does not have any more.
struct Deletion {
  std::string target; ///< region id
  std::string repository;
  std::string tag;
  DeleteState state = DeleteState::Quarantined;
  base::Timestamp missed{};          ///< first missed at the source
  base::Timestamp until{};           ///< end of the quarantine
  std::string reason;                ///< of HeldBack, for people
  std::optional<oci::Digest> digest; ///< what it points to, where that was asked
  BlastRadius radius;
  [[nodiscard]] std::string ref() const { return repository + ":" + tag; }
};

/// What decideDeletes() is asked about one target.
struct DeleteQuestion {
  std::string target;
  std::vector<SourceTags> source;
  std::map<std::string, std::set<std::string>>
      tags;                   ///< at the target, by repository; of the rule's repositories only
  std::set<std::string> seen; ///< refs that the source is known to have had
  Tombstones tombstones;      ///< of earlier runs
  base::Timestamp now{};
};

struct DeleteDecision {
  std::vector<Deletion> tags;       ///< by ref; digests and radius are still to be filled in
  std::vector<std::string> remarks; ///< what is held back and why, one line each
  std::size_t foreign = 0;          ///< tags that the source does not have and was never seen to have: left alone
  Tombstones
      tombstones; ///< to remember: those of tags that are missed still, and new ones where that is certain
  std::size_t total = 0; ///< tags of the rule at the target: what the cap is a share of
};

/// Which tags go, wait or are kept. Only tags that the name part of the rule's selection (include, exclude,
/// semver) covers and that the source is known to have had: what somebody else put there is left alone. Kept
/// whatever the quarantine says: everything where the source shows no tag at all, repositories that the
/// source does not list or has no tag in (gone, or only hidden from us) unless stop_above is 100, and all of
/// a target where more than stop_above percent would go. Empty without `propagate`. ConfigInvalid: the rule's
/// patterns.
[[nodiscard]] base::Result<DeleteDecision> decideDeletes(const Rule& rule, const DeleteQuestion& question);

/// What deleting `tag` touches in its repository at the target. `tags`: those of the repository with their
/// digests; `manifests`: as far as known, by digest. `referrers` are passed on.
[[nodiscard]] BlastRadius
blastRadius(const std::string& tag, const std::map<std::string, oci::Digest>& tags,
            const std::map<oci::Digest, std::shared_ptr<const oci::Manifest>>& manifests,
            std::vector<oci::Digest> referrers);

/// The list of referrers that registries without the API keep as a tag: "sha256-<hex>" (distribution-spec
/// v1.1.1).
[[nodiscard]] bool isReferrersTag(std::string_view tag);

} // namespace meridian::plan
