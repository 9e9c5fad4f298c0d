// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "oci/manifest.h"
#include "oci/platform.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

// What becomes of an index of which only some platforms are wanted (image-spec v1.1 image-index.md). Pure; any thread.
namespace meridian::plan {

using ManifestPtr = std::shared_ptr<const oci::Manifest>;

/// The children of an index that a choice of platforms keeps, in their order; no choice keeps all. Kept are images of
/// a chosen platform, buildkit's attestations of those ("unknown/unknown", vnd.docker.reference.digest), indexes within
/// the index, and children that name no platform: what cannot be told is not lost.
[[nodiscard]] std::vector<oci::Descriptor> keptChildren(const oci::Manifest& index,
                                                        const std::vector<oci::Platform>& platforms);
/// Whether one of them is an image of a chosen platform or may hold one.
[[nodiscard]] bool offersAny(const oci::Manifest& index, const std::vector<oci::Platform>& platforms);
/// "linux/amd64, linux/arm64": what an index has, for people.
[[nodiscard]] std::string platformsOf(const oci::Manifest& index);

/// Finds a manifest by digest; nullptr: not known.
using ManifestLookup = std::function<ManifestPtr(const oci::Digest&)>;

/// The index with the kept children only, and those of indexes within rewritten likewise, which are added to `made`.
/// Fields that are not touched stay as they were. The index itself when nothing has to go. ManifestUnknown when an
/// inner index is not known; ParseFailed when its bytes are no index.
[[nodiscard]] base::Result<ManifestPtr> rewriteIndex(const ManifestPtr& index, const std::vector<oci::Platform>& platforms,
                                                     const ManifestLookup& find, std::vector<ManifestPtr>& made);

} // namespace meridian::plan
