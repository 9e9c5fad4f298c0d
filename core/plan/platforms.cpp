// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/platforms.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

namespace meridian::plan {

using base::Errc;
using base::fail;

namespace {

constexpr int kDeepest = 8; ///< indexes in indexes

bool isIndex(const oci::Descriptor& child) { return oci::manifestKind(child.media_type) == oci::ManifestKind::Index; }

/// nullopt: it does not say.
std::optional<bool> chosen(const oci::Descriptor& child, const std::vector<oci::Platform>& platforms) {
  if (!child.platform || child.platform->empty() || child.platform->isUnknown()) return std::nullopt;
  return std::any_of(platforms.begin(), platforms.end(),
                     [&](const auto& want) { return oci::matches(want, *child.platform); });
}

/// Digest of the image that an attestation entry is about; empty for other entries.
std::string attests(const oci::Descriptor& child) {
  const auto found = child.annotations.find("vnd.docker.reference.digest");
  return found == child.annotations.end() ? std::string() : found->second;
}

base::Result<ManifestPtr> rewrite(const ManifestPtr& index, const std::vector<oci::Platform>& platforms,
                                  const ManifestLookup& find, std::vector<ManifestPtr>& made, int depth) {
  if (depth > kDeepest) return fail(Errc::Unsupported, "indexes are nested deeper than " + std::to_string(kDeepest));
  const auto kept = keptChildren(*index, platforms);
  std::map<std::string, ManifestPtr> inner; // by the digest that they had
  for (const auto& child : kept) {
    if (!isIndex(child)) continue;
    const auto known = find(child.digest);
    if (!known) return fail(Errc::ManifestUnknown, "manifest " + child.digest.text() + " could not be read");
    auto rewritten = rewrite(known, platforms, find, made, depth + 1);
    if (!rewritten) return base::pass(std::move(rewritten));
    if (*rewritten != known) inner.emplace(child.digest.text(), *rewritten);
  }
  if (kept.size() == index->manifests.size() && inner.empty()) return index;

  std::set<std::string> names;
  for (const auto& child : kept) names.insert(child.digest.text());
  auto document = nlohmann::ordered_json::parse(index->bytes, nullptr, false);
  if (!document.is_object() || !document.contains("manifests"))
    return fail(Errc::ParseFailed, "index " + index->digest.text() + " cannot be rewritten: it has no list of manifests");
  auto children = nlohmann::ordered_json::array();
  for (auto& child : document["manifests"]) {
    const auto digest = child.value("digest", std::string());
    if (!names.contains(digest)) continue;
    if (const auto other = inner.find(digest); other != inner.end()) {
      child["digest"] = other->second->digest.text();
      child["size"] = other->second->bytes.size();
    }
    children.push_back(std::move(child));
  }
  document["manifests"] = std::move(children);
  auto manifest = oci::Manifest::parse(document.dump(), index->media_type);
  if (!manifest) return base::pass(std::move(manifest), "rewrite index " + index->digest.text());
  made.push_back(std::make_shared<const oci::Manifest>(std::move(*manifest)));
  return made.back();
}

} // namespace

std::vector<oci::Descriptor> keptChildren(const oci::Manifest& index, const std::vector<oci::Platform>& platforms) {
  if (platforms.empty()) return index.manifests;
  std::set<std::string> images;
  for (const auto& child : index.manifests)
    if (chosen(child, platforms) == true) images.insert(child.digest.text());
  std::vector<oci::Descriptor> kept;
  for (const auto& child : index.manifests) {
    const auto about = attests(child);
    const bool keep = !about.empty() ? images.contains(about) : chosen(child, platforms).value_or(!child.platform || child.platform->empty());
    if (keep) kept.push_back(child);
  }
  return kept;
}

bool offersAny(const oci::Manifest& index, const std::vector<oci::Platform>& platforms) {
  const auto kept = keptChildren(index, platforms);
  return std::any_of(kept.begin(), kept.end(), [](const auto& child) { return attests(child).empty(); });
}

std::string platformsOf(const oci::Manifest& index) {
  std::string out;
  std::set<std::string> seen;
  for (const auto& child : index.manifests)
    if (child.platform && !child.platform->empty() && !child.platform->isUnknown() && seen.insert(child.platform->text()).second)
      out += (out.empty() ? "" : ", ") + child.platform->text();
  return out.empty() ? "no platform is named" : out;
}

base::Result<ManifestPtr> rewriteIndex(const ManifestPtr& index, const std::vector<oci::Platform>& platforms,
                                       const ManifestLookup& find, std::vector<ManifestPtr>& made) {
  return rewrite(index, platforms, find, made, 0);
}

} // namespace meridian::plan
