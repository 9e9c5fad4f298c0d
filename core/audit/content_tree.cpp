// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/content_tree.h"

#include <algorithm>

namespace meridian::audit {

Item& ContentTree::item(const std::string& repository, const oci::Digest& digest, bool manifest, std::uint64_t size) {
  const auto of = m_index.try_emplace(repository).first; // keys of a node-based map stay where they are
  auto& slot = of->second[digest];
  if (slot == nullptr) {
    Item made;
    made.digest = digest;
    made.repository = &of->first;
    made.manifest = manifest;
    made.loaded = !manifest;
    made.number = m_items.size();
    made.states.assign(m_regions, State::Unasked);
    slot = &m_items.emplace_back(std::move(made));
  }
  if (manifest && !slot->manifest) { // named as a blob somewhere, as a manifest here
    slot->manifest = true;
    slot->loaded = false;
  }
  slot->size = std::max(slot->size, size);
  return *slot;
}

void ContentTree::load(Item& item, const oci::Manifest& manifest,
                       const std::vector<oci::Descriptor>& children) {
  if (item.loaded) return;
  item.loaded = true;
  item.size = manifest.bytes.size();
  const auto repository = *item.repository;
  const auto add = [&](const oci::Descriptor& child, bool is_manifest) {
    auto& below = this->item(repository, child.digest, is_manifest, child.size.value);
    if (&below == &item || std::find(item.children.begin(), item.children.end(), &below) != item.children.end()) return;
    item.children.push_back(&below);
  };
  for (const auto& blob : manifest.blobs()) add(blob, false);
  for (const auto& child : children) add(child, oci::isManifest(child.media_type));
}

} // namespace meridian::audit
