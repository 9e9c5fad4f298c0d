// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "oci/manifest.h"
#include "plan/platforms.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace meridian::plan {

/// A tag that the rule selects, as the source has it now.
struct SourceTag {
  std::string repository;
  std::string tag;
  oci::Digest digest;     ///< that targets shall have
  std::string media_type;
  oci::Digest original{}; ///< that the source has, where it is another one (a rewritten index); else empty
  [[nodiscard]] std::string ref() const { return repository + ":" + tag; }
};

/// A tag that could not be looked at: at the source (`target` empty) or at one target.
struct Unreadable {
  std::string target;
  std::string ref;
  base::Error error;
};

/// A manifest that points to another one by "subject", or stands for it under one of cosign's tags.
struct Referrer {
  oci::Digest digest;
  std::string tag; ///< empty: by "subject"
};

/// What one target was found to have. Content is keyed by (repository, digest).
struct TargetListing {
  std::string id;
  std::map<std::string, oci::Digest> tags; ///< by "repository:tag"; only tags that the source has as well
  std::set<std::pair<std::string, oci::Digest>> content; ///< manifests and blobs that are there, as far as asked
  /// Repositories at this target that are believed to hold a blob; a mount from there is tried first.
  std::map<oci::Digest, std::string> mount_sources;
  bool takes_sparse = true; ///< indexes whose children are not all there; unknown counts as yes
  bool reachable = true;
  base::Error error; ///< why it is not reachable
};

/// Everything that a plan is made from: plain values, so that planning needs no network.
struct Listing {
  std::vector<SourceTag> tags; ///< selected by the rule, sorted by repository and tag
  /// Manifests of tags that differ somewhere, with their children, by digest.
  std::map<oci::Digest, ManifestPtr> manifests;
  /// Of indexes only the children of these are wanted (keptChildren()); empty = all.
  std::vector<oci::Platform> platforms;
  /// By (repository, digest of the subject): what has to be at a target before a tag of the subject is.
  std::map<std::pair<std::string, oci::Digest>, std::vector<Referrer>> referrers;
  std::vector<TargetListing> targets;
  std::vector<Unreadable> unreadable;
};

} // namespace meridian::plan
