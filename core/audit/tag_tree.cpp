// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/tag_tree.h"

#include "base/sha256.h"

namespace meridian::audit {

namespace {

/// Lengths in front, so that no two lists of names look the same.
void feed(base::Sha256& hash, const std::string& text) {
  const auto framed = std::to_string(text.size()) + ":" + text;
  hash.update(std::as_bytes(std::span(framed)));
}

} // namespace

void TagTree::add(const std::string& repository, const std::string& tag, oci::Digest digest) {
  auto& node = m_repositories[repository];
  node.tags.insert_or_assign(tag, std::move(digest));
  node.hash.clear();
}

const std::string& TagTree::hash(const std::string& repository) const {
  static const std::string kNone;
  const auto node = m_repositories.find(repository);
  if (node == m_repositories.end()) return kNone;
  if (node->second.hash.empty()) {
    base::Sha256 hash;
    for (const auto& [tag, digest] : node->second.tags) {
      feed(hash, tag);
      feed(hash, digest.text());
    }
    node->second.hash = hash.finishHex();
  }
  return node->second.hash;
}

std::string TagTree::hash() const {
  base::Sha256 all;
  for (const auto& [repository, node] : m_repositories) {
    feed(all, repository);
    feed(all, hash(repository));
  }
  return all.finishHex();
}

std::vector<TagTree::Difference> TagTree::differences(const TagTree& found) const {
  std::vector<Difference> out;
  if (hash() == found.hash()) return out;
  for (const auto& [repository, node] : m_repositories) {
    if (hash(repository) == found.hash(repository)) continue;
    const auto other = found.m_repositories.find(repository);
    for (const auto& [tag, digest] : node.tags) {
      oci::Digest there;
      if (other != found.m_repositories.end())
        if (const auto at = other->second.tags.find(tag); at != other->second.tags.end()) there = at->second;
      if (there != digest) out.push_back({repository, tag, digest, std::move(there)});
    }
  }
  return out;
}

} // namespace meridian::audit
