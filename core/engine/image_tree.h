// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_pool.h"
#include "engine/image_detail.h"
#include "plan/platforms.h"

#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace meridian::engine {

/// The manifest tree below one digest, read once, whoever has it.
struct ImageTree {
  struct Leaf {
    ImageDetail::Child child;  ///< without `in_region`
    oci::Digest digest;
    plan::ManifestPtr manifest; ///< nullptr: it could not be read
    std::vector<oci::Descriptor> blobs; ///< of its child.layers, in their order
  };
  plan::ManifestPtr root;
  std::vector<Leaf> leaves; ///< the root itself, or the index's children in its order, those of inner indexes in place
  std::vector<std::pair<oci::Digest, base::ByteCount>> manifests; ///< root, inner indexes and leaves, each once
  std::vector<std::string> remarks;
};

/// Where a tree is read from; called from several threads at once.
struct ImageSource {
  std::function<base::Result<plan::ManifestPtr>(const oci::Digest& digest)> manifest;
  std::function<base::Result<std::string>(const oci::Descriptor& blob)> blob;
};

/// Reads manifests level by level, then the images' configs for their dates and steps. What cannot be read is remarked
/// upon, except for the root. Errors: those of the root; Cancelled.
[[nodiscard]] base::Result<ImageTree> readImageTree(const oci::Digest& root, const ImageSource& source,
                                                    base::ThreadPool& workers, std::stop_token stop);

} // namespace meridian::engine
