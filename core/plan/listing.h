// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "oci/manifest.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace meridian::plan {

using ManifestPtr = std::shared_ptr<const oci::Manifest>;

/// A tag that the rule selects, as the source has it now.
struct SourceTag {
  std::string repository;
  std::string tag;
  oci::Digest digest;
  std::string media_type;
  [[nodiscard]] std::string ref() const { return repository + ":" + tag; }
};

/// A tag that could not be looked at: at the source (`target` empty) or at one target.
struct Unreadable {
  std::string target;
  std::string ref;
  base::Error error;
};

/// What one target was found to have. Content is keyed by (repository, digest).
struct TargetListing {
  std::string id;
  std::map<std::string, oci::Digest> tags; ///< by "repository:tag"; only tags that the source has as well
  std::set<std::pair<std::string, oci::Digest>> content; ///< manifests and blobs that are there, as far as asked
  /// Repositories at this target that are believed to hold a blob; a mount from there is tried first.
  std::map<oci::Digest, std::string> mount_sources;
  bool reachable = true;
  base::Error error; ///< why it is not reachable
};

/// Everything that a plan is made from: plain values, so that planning needs no network.
struct Listing {
  std::vector<SourceTag> tags; ///< selected by the rule, sorted by repository and tag
  /// Manifests of tags that differ somewhere, with their children, by digest.
  std::map<oci::Digest, ManifestPtr> manifests;
  std::vector<TargetListing> targets;
  std::vector<Unreadable> unreadable;
};

} // namespace meridian::plan
