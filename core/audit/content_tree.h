// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/manifest.h"

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace meridian::audit {

/// What is known of a manifest or blob in one region.
enum class State : std::uint8_t {
  Unasked,
  Asked, ///< the answer is under way
  Good,  ///< the region says that it has it
  Read,  ///< its bytes have the digest
  Missing,
  Corrupt,
  Unreadable
};
[[nodiscard]] constexpr bool isBad(State state) { return state >= State::Missing; }

/// A manifest or blob of one repository, once for all regions: what should be there is the same everywhere, and each
/// region has one byte for what is.
struct Item {
  oci::Digest digest;
  std::size_t number = 0; ///< of its tree, from 0
  std::uint64_t size = 0;
  const std::string* repository = nullptr;
  bool manifest = false;
  bool loaded = false; ///< its children are known; blobs have none
  std::vector<Item*> children;
  std::vector<State> states; ///< by region
};

/// Repository, manifest, children, blobs. Not thread safe; items stay where they are.
class ContentTree {
public:
  explicit ContentTree(std::size_t regions) : m_regions(regions) {}

  Item& item(const std::string& repository, const oci::Digest& digest, bool manifest, std::uint64_t size);
  /// Hangs the blobs of `manifest` and those of its `children` that are wanted below `item`.
  void load(Item& item, const oci::Manifest& manifest, const std::vector<oci::Descriptor>& children);
  [[nodiscard]] std::deque<Item>& items() { return m_items; }

private:
  std::size_t m_regions;
  std::deque<Item> m_items;
  std::unordered_map<std::string, std::unordered_map<oci::Digest, Item*>> m_index;
};

} // namespace meridian::audit
