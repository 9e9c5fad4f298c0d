// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/image_tree.h"

#include "oci/image_config.h"
#include "oci/media_type.h"
#include "plan/referrers.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;
using Kind = ImageDetail::Child::Kind;

namespace {

constexpr int kDeepest = 8; ///< indexes in indexes
constexpr std::size_t kMostManifests = 500;
constexpr base::ByteCount kLargestConfig{4'000'000};
constexpr std::string_view kDockerConfig = "application/vnd.docker.container.image.v1+json";

class Reader {
public:
  Reader(const ImageSource& source, base::ThreadPool& workers, std::stop_token stop)
      : m_source(source), m_workers(workers), m_stop(std::move(stop)) {}

  Result<ImageTree> read(const oci::Digest& root) {
    auto first = m_source.manifest(root);
    if (!first) return base::pass(std::move(first));
    m_tree.root = *first;
    m_manifests.emplace(root, *first);
    std::vector<plan::ManifestPtr> level{*first};
    for (int depth = 0; !level.empty() && depth < kDeepest && !m_stop.stop_requested(); ++depth) level = below(level);
    if (!level.empty()) remark("indexes are nested deeper than " + std::to_string(kDeepest) + ": what is below is not shown");
    add(root, {m_tree.root->bytes.size()});
    if (m_tree.root->kind == oci::ManifestKind::Index)
      walk(*m_tree.root);
    else
      m_tree.leaves.push_back(leaf(itself(*m_tree.root), m_tree.root, nullptr));
    readConfigs();
    if (m_stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
    return std::move(m_tree);
  }

private:
  void remark(std::string text) {
    const std::lock_guard lock(m_mutex);
    m_tree.remarks.push_back(std::move(text));
  }

  /// Reads the children of a level; the indexes among them are the next.
  std::vector<plan::ManifestPtr> below(const std::vector<plan::ManifestPtr>& level) {
    std::vector<plan::ManifestPtr> next;
    base::TaskGroup tasks(m_workers);
    for (const auto& index : level)
      for (const auto& child : index->manifests) {
        if (!oci::isManifest(child.media_type) || !m_asked.insert(child.digest).second) continue;
        if (m_asked.size() > kMostManifests) {
          if (m_asked.size() == kMostManifests + 1) remark("only the first " + std::to_string(kMostManifests) + " manifests were read");
          continue;
        }
        tasks.run([this, &next, &child] {
          auto read = m_source.manifest(child.digest);
          if (!read) return remark("manifest " + child.digest.shortText() + " could not be read: " + read.error().text());
          const std::lock_guard lock(m_mutex);
          m_manifests.emplace(child.digest, *read);
          if ((*read)->kind == oci::ManifestKind::Index) next.push_back(*read);
        });
      }
    tasks.wait();
    return next;
  }

  [[nodiscard]] plan::ManifestPtr find(const oci::Digest& digest) const {
    const auto found = m_manifests.find(digest);
    return found == m_manifests.end() ? nullptr : found->second;
  }

  void add(const oci::Digest& digest, base::ByteCount size) {
    if (m_walked.insert(digest).second) m_tree.manifests.emplace_back(digest, size);
  }

  void walk(const oci::Manifest& index) {
    for (const auto& child : index.manifests) {
      if (m_walked.contains(child.digest)) continue;
      add(child.digest, child.size);
      const auto manifest = find(child.digest);
      if (manifest && manifest->kind == oci::ManifestKind::Index)
        walk(*manifest);
      else
        m_tree.leaves.push_back(leaf(child, manifest, &index));
    }
  }

  static oci::Descriptor itself(const oci::Manifest& manifest) {
    oci::Descriptor out;
    out.media_type = manifest.media_type;
    out.digest = manifest.digest;
    out.size = {manifest.bytes.size()};
    out.artifact_type = manifest.artifact_type;
    return out;
  }

  static std::string annotation(const oci::Descriptor& child, const char* key) {
    const auto found = child.annotations.find(key);
    return found == child.annotations.end() ? std::string() : found->second;
  }
  static std::string platformOf(const oci::Descriptor& child) {
    return child.platform && !child.platform->empty() && !child.platform->isUnknown() ? child.platform->text() : std::string();
  }
  static bool isImageConfig(std::string_view media_type) { return media_type == oci::kOciConfig || media_type == kDockerConfig; }

  static ImageTree::Leaf leaf(const oci::Descriptor& entry, const plan::ManifestPtr& manifest, const oci::Manifest* index) {
    ImageTree::Leaf out;
    out.digest = entry.digest;
    out.manifest = manifest;
    auto& child = out.child;
    child.digest = entry.digest.text();
    child.media_type = entry.media_type;
    child.platform = platformOf(entry);
    child.artifact_type = !manifest || manifest->artifact_type.empty() ? entry.artifact_type : manifest->artifact_type;
    child.size = entry.size;
    // Buildkit's way: an entry of its own beside the image that it is about.
    if (!annotation(entry, "vnd.docker.reference.type").empty()) {
      child.kind = Kind::Attestation;
      const auto subject = annotation(entry, "vnd.docker.reference.digest");
      for (const auto& other : index ? index->manifests : std::vector<oci::Descriptor>{})
        if (other.digest.text() == subject) child.platform = platformOf(other);
    } else if (!child.artifact_type.empty() || (manifest && manifest->config && !isImageConfig(manifest->config->media_type)) ||
               !oci::isManifest(entry.media_type)) {
      child.kind = Kind::Artifact;
      if (child.artifact_type.empty()) child.artifact_type = manifest ? plan::artifactType(*manifest) : entry.media_type;
    }
    if (manifest) addBlobs(out, *manifest);
    return out;
  }

  static void addBlobs(ImageTree::Leaf& out, const oci::Manifest& manifest) {
    std::set<oci::Digest> counted;
    const auto push = [&](const oci::Descriptor& blob) {
      if (counted.insert(blob.digest).second && !oci::isNonDistributable(blob.media_type)) out.child.size += blob.size;
      out.child.layers.push_back({blob.digest.text(), blob.media_type, blob.size, {}, {}});
      out.blobs.push_back(blob);
    };
    if (manifest.config) push(*manifest.config);
    for (const auto& layer : manifest.layers) push(layer);
  }

  void readConfigs() {
    base::TaskGroup tasks(m_workers);
    for (auto& one : m_tree.leaves) {
      const auto& config = one.manifest ? one.manifest->config : std::nullopt;
      if (!config || one.child.kind != Kind::Image || !isImageConfig(config->media_type)) continue;
      tasks.run([this, &one, config = *config] { readConfig(one, config); });
    }
  }

  void readConfig(ImageTree::Leaf& leaf, const oci::Descriptor& config) {
    if (config.size > kLargestConfig) return remark("config " + config.digest.shortText() + " is too large to be read");
    const auto bytes = m_source.blob(config);
    if (!bytes) return remark("config " + config.digest.shortText() + " could not be read: " + bytes.error().text());
    const auto parsed = oci::ImageConfig::parse(*bytes);
    if (!parsed) return remark("config " + config.digest.shortText() + ": " + parsed.error().message);
    leaf.child.created = parsed->created;
    if (leaf.child.platform.empty() && !parsed->platform.empty()) leaf.child.platform = parsed->platform.text();
    const auto layers = leaf.child.layers.size() - 1; // the config is the first
    if (parsed->layer_steps.size() != layers) return; // then nobody can tell which step made which layer
    for (std::size_t i = 0; i < layers; ++i) leaf.child.layers[i + 1].created_by = parsed->layer_steps[i];
  }

  const ImageSource& m_source;
  base::ThreadPool& m_workers;
  const std::stop_token m_stop;
  std::mutex m_mutex; ///< of the tree's remarks and the manifests while tasks run
  ImageTree m_tree;
  std::map<oci::Digest, plan::ManifestPtr> m_manifests;
  std::set<oci::Digest> m_asked, m_walked;
};

} // namespace

Result<ImageTree> readImageTree(const oci::Digest& root, const ImageSource& source, base::ThreadPool& workers,
                                std::stop_token stop) {
  return Reader(source, workers, std::move(stop)).read(root);
}

} // namespace meridian::engine
