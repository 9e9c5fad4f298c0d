// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/fleet.h"
#include "engine/image_tree.h"
#include "engine/manifest_shelf.h"
#include "engine/workshop.h"

#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace meridian::engine {

/// Looks at one image in all regions. A region that has a manifest is believed to have its blobs, as registries see to
/// that; the blobs of a manifest that it lacks are asked for one by one.
class ImageLook {
public:
  ImageLook(Workshop& workshop, const Fleet& fleet, std::string repository, std::string reference, std::stop_token stop);
  [[nodiscard]] base::Result<ImageDetail> look();

private:
  struct Seat { ///< a region while it is asked
    const Region* region = nullptr;
    std::unique_ptr<ports::Registry> registry;
    std::set<oci::Digest> has; ///< manifests and blobs of the tree
  };

  void askHeads();
  [[nodiscard]] base::Error nowhere() const;
  [[nodiscard]] base::Result<ImageTree> readTree();
  [[nodiscard]] base::Result<plan::ManifestPtr> manifest(std::size_t first, const oci::Digest& digest);
  [[nodiscard]] base::Result<std::string> blob(std::size_t first, const oci::Descriptor& blob);
  void askReferrers(const oci::Manifest& root);
  void askManifests(const ImageTree& tree);
  void askBlobs(const ImageTree& tree);
  void fill(ImageTree tree);
  void failed(std::size_t place, base::Error error);
  void remark(std::string text);

  Workshop& m_workshop;
  const std::stop_token m_stop;
  ManifestShelf m_shelf;
  std::mutex m_mutex; ///< of what follows, while tasks run
  std::vector<Seat> m_seats; ///< by place
  ImageDetail m_detail;
  std::size_t m_source = 0; ///< the place whose answer the tree is
};

} // namespace meridian::engine
