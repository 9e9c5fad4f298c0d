// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/units.h"
#include "oci/digest.h"

#include <optional>
#include <string>
#include <vector>

namespace meridian::engine {

/// What stands under one tag or digest: the manifest tree by platform, its layers, what refers to it, and which region
/// has how much of it. Plain values.
struct ImageDetail {
  std::string repository;
  std::string reference; ///< as asked: a tag or a digest
  std::string region;    ///< whose answer the tree is: the primary, else the first region that has it
  std::string digest, media_type;
  base::ByteCount size;  ///< of all manifests and blobs below, each once

  struct Layer {
    std::string digest, media_type;
    base::ByteCount size;
    std::string created_by;      ///< the build step of the image's history; empty where it is not told
    std::vector<bool> in_region; ///< by `places`: whether that region's repository has the blob; taken to where it has the manifest
  };
  struct Child {
    enum class Kind { Image, Attestation, Artifact } kind = Kind::Image;
    std::string digest, media_type, artifact_type;
    std::string platform; ///< "linux/arm64/v8"; empty where it is not told
    base::ByteCount size; ///< of its manifest, config and layers
    base::Timestamp created{}; ///< zero: not told
    std::vector<Layer> layers; ///< config first
    std::vector<bool> in_region; ///< by `places`: whether that region has the manifest
  };
  /// The tag itself where it is no index, else the index's children in its order.
  std::vector<Child> children;

  struct Referrer {
    std::string digest, artifact_type;
    base::ByteCount size;
  };
  std::vector<Referrer> referrers; ///< of the tag's own manifest, and what stands under cosign's tags for it; by type

  /// One region of the fleet, the primary first.
  struct Place {
    std::string region;
    std::optional<oci::Digest> digest; ///< of the same reference there; nullopt: not there
    base::ByteCount there, missing;    ///< of `size`, by what the region's repository has; both 0 with a problem
    std::optional<base::Error> problem; ///< then nothing is known of what it has
  };
  std::vector<Place> places;
  std::vector<std::string> remarks; ///< what could not be read, for people
};

} // namespace meridian::engine
