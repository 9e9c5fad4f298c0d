// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/plan.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace meridian::plan {

namespace {

/// One manifest of what belongs to a tag.
struct Part {
  ManifestPtr manifest;
  std::string name;      ///< tag that it gets besides
  bool referrer = false; ///< or belongs to one
};

/// What belongs to a tag: children and referrers before what they belong to, each once, the root last.
class Closure {
public:
  Closure(const Listing& listing, const std::string& repository) : m_listing(listing), m_repository(repository) {}

  void add(const oci::Digest& root) { visit(root, {}, false); }

  std::vector<Part> parts;
  oci::Digest missing; ///< one that the listing lacks; empty: none
  bool sparse = false; ///< an index has children that are not wanted

private:
  void visit(const oci::Digest& digest, const std::string& name, bool referrer) {
    if (!m_seen.insert(digest).second) return;
    const auto found = m_listing.manifests.find(digest);
    if (found == m_listing.manifests.end()) {
      missing = digest;
      return;
    }
    const auto children = keptChildren(*found->second, m_listing.platforms);
    sparse = sparse || children.size() < found->second->manifests.size();
    for (const auto& child : children)
      if (oci::isManifest(child.media_type)) visit(child.digest, {}, referrer);
    if (const auto all = m_listing.referrers.find({m_repository, digest}); all != m_listing.referrers.end())
      for (const auto& one : all->second) visit(one.digest, one.tag, true);
    parts.push_back({found->second, name, referrer});
  }

  const Listing& m_listing;
  const std::string& m_repository;
  std::unordered_set<oci::Digest> m_seen;
};

/// Blobs that a manifest needs, and for an index the children that are no manifests.
std::vector<oci::Descriptor> contentOf(const oci::Manifest& manifest) {
  auto blobs = manifest.blobs();
  for (const auto& child : manifest.manifests)
    if (!oci::isManifest(child.media_type)) blobs.push_back(child);
  return blobs;
}

/// Who needs a blob: per target the repositories, in the order in which they asked.
struct Need {
  oci::Descriptor blob;
  std::string source_repository;
  std::vector<std::vector<std::string>> repositories; ///< by target
};

class Differ {
public:
  Differ(const Listing& listing, Plan& plan) : m_listing(listing), m_plan(plan) {
    for (const auto& entry : listing.unreadable) m_unreadable.insert(entry.target + " " + entry.ref);
  }

  void run() {
    for (const auto& target : m_listing.targets) {
      TargetPlan figures;
      figures.id = target.id;
      figures.reachable = target.reachable;
      figures.error = target.error;
      m_plan.targets.push_back(std::move(figures));
    }
    for (const auto& tag : m_listing.tags) compare(tag);
    countManifests();
    for (const auto& digest : m_order) deliver(m_needs.at(digest));
    // The largest first: what is left at the end is small, so all connections stay busy to the end.
    std::stable_sort(m_plan.blobs.begin(), m_plan.blobs.end(),
                     [](const auto& a, const auto& b) { return a.blob.size > b.blob.size; });
  }

private:
  void compare(const SourceTag& tag) {
    std::optional<Closure> image;
    if (!tag.original.empty()) ++m_plan.tags_rewritten;
    for (std::size_t t = 0; t < m_listing.targets.size(); ++t) {
      const auto& target = m_listing.targets[t];
      if (!target.reachable || m_unreadable.contains(target.id + " " + tag.ref())) continue;
      const auto today = target.tags.find(tag.ref());
      const bool same = today != target.tags.end() && today->second == tag.digest;
      if (same && m_listing.referrers.empty()) {
        ++m_plan.targets[t].tags_unchanged;
        continue;
      }
      if (!image) {
        image.emplace(m_listing, tag.repository);
        image->add(tag.digest);
        count(*image);
      }
      if (!image->missing.empty()) {
        lacks(tag, image->missing);
        continue;
      }
      if (same && hasReferrers(t, tag, *image)) {
        ++m_plan.targets[t].tags_unchanged;
        continue;
      }
      if (image->sparse && !target.takes_sparse) {
        refuseSparse(target.id, tag);
        continue;
      }
      copy(t, tag, image->parts, today == target.tags.end() || same ? nullptr : &today->second);
    }
  }

  void count(const Closure& image) {
    if (image.sparse) ++m_plan.tags_sparse;
    for (const auto& part : image.parts)
      if (part.referrer && m_referrers.insert(part.manifest->digest).second) ++m_plan.referrers;
  }

  [[nodiscard]] bool has(std::size_t t, const std::string& repository, const Part& part) const {
    const auto& target = m_listing.targets[t];
    if (part.name.empty()) return target.content.contains({repository, part.manifest->digest});
    const auto found = target.tags.find(repository + ":" + part.name);
    return found != target.tags.end() && found->second == part.manifest->digest;
  }

  [[nodiscard]] bool hasReferrers(std::size_t t, const SourceTag& tag, const Closure& image) const {
    return std::all_of(image.parts.begin(), image.parts.end(),
                       [&](const Part& part) { return !part.referrer || has(t, tag.repository, part); });
  }

  void refuseSparse(const std::string& target, const SourceTag& tag) {
    m_plan.unreadable.push_back(
        {target, tag.ref(),
         {base::Errc::Unsupported, target + " takes no index whose children are not all there (see its profile); let the "
                                   "rule mirror all platforms, or write \"index\": \"rewritten\"",
          {}, 0, {}, {}, {}}});
  }

  /// Several tags may need a manifest that could not be read, and the listing blames one of them only.
  void lacks(const SourceTag& tag, const oci::Digest& manifest) {
    if (!m_unreadable.insert(" " + tag.ref()).second) return;
    m_plan.unreadable.push_back({{},
                                 tag.ref(),
                                 {base::Errc::ManifestUnknown, "manifest " + manifest.text() + " of " + tag.ref() +
                                                                   " could not be read from the source",
                                  {}, 0, {}, {}, {}}});
  }

  void copy(std::size_t t, const SourceTag& tag, const std::vector<Part>& image, const oci::Digest* today) {
    const auto& have = m_listing.targets[t].content;
    auto& figures = m_plan.targets[t];
    TagStep step;
    step.target = t;
    step.repository = tag.repository;
    step.tag = tag.tag;
    if (today != nullptr) step.replaces = *today;
    std::unordered_set<oci::Digest> counted;
    step.source_digest = tag.original;
    for (const auto& part : image) {
      const auto& manifest = part.manifest;
      const bool root = manifest == image.back().manifest;
      // A registry that holds a manifest holds its content: that is checked at push. The root goes up again
      // in any case, because that is how a tag is set.
      const bool present = have.contains({tag.repository, manifest->digest});
      if (!has(t, tag.repository, part) || root) {
        step.manifests.push_back(manifest);
        if (!part.name.empty()) step.names.emplace(manifest->digest, part.name);
      }
      for (const auto& blob : contentOf(*manifest)) {
        if (!counted.insert(blob.digest).second) continue;
        if (present || have.contains({tag.repository, blob.digest})) {
          // Once for each repository, however many tags share it: these are bytes that need no upload.
          if (m_skipped[t].insert(tag.repository + " " + blob.digest.text()).second) {
            figures.skipped += blob.size;
            m_plan.present.push_back({t, tag.repository, blob.digest, blob.size});
          }
          continue;
        }
        step.blobs.push_back(blob.digest);
        step.bytes += blob.size;
        need(t, tag.repository, blob);
      }
    }
    ++figures.tags_copied;
    if (step.replaces) ++figures.tags_replaced;
    m_plan.tags.push_back(std::move(step));
  }

  /// What a run writes of manifests: one under each name that it gets, and those without a name once for a repository,
  /// however many tags need them; not at all where the manifest is written under a name anyway.
  void countManifests() {
    std::set<std::tuple<std::size_t, std::string, oci::Digest>> written;
    for (const auto& step : m_plan.tags)
      written.insert({step.target, step.repository, step.manifests.back()->digest});
    for (const auto& step : m_plan.tags)
      for (const auto& manifest : step.manifests) {
        const bool named = manifest == step.manifests.back() || step.names.contains(manifest->digest);
        if (!named && !written.insert({step.target, step.repository, manifest->digest}).second) continue;
        m_plan.targets[step.target].write += base::ByteCount{manifest->bytes.size()};
        ++m_plan.targets[step.target].requests;
      }
  }

  void need(std::size_t t, const std::string& repository, const oci::Descriptor& blob) {
    auto [entry, added] = m_needs.try_emplace(blob.digest);
    if (added) {
      entry->second.blob = blob;
      entry->second.source_repository = repository;
      entry->second.repositories.resize(m_listing.targets.size());
      m_order.push_back(blob.digest);
    }
    auto& repositories = entry->second.repositories[t];
    if (std::find(repositories.begin(), repositories.end(), repository) == repositories.end())
      repositories.push_back(repository);
  }

  /// A repository of the target that has the blob already, if one is known; none of `wanting`, which were asked.
  [[nodiscard]] std::optional<std::string> holder(std::size_t t, const oci::Digest& digest,
                                                  const std::vector<std::string>& wanting) {
    const auto& target = m_listing.targets[t];
    if (m_holders.size() <= t) {
      m_holders.resize(m_listing.targets.size());
      for (std::size_t i = 0; i < m_holders.size(); ++i)
        for (const auto& [repository, known] : m_listing.targets[i].content) m_holders[i].try_emplace(known, repository);
    }
    if (const auto found = m_holders[t].find(digest); found != m_holders[t].end()) return found->second;
    if (const auto found = target.mount_sources.find(digest); found != target.mount_sources.end())
      if (std::find(wanting.begin(), wanting.end(), found->second) == wanting.end()) return found->second;
    return std::nullopt;
  }

  void deliver(const Need& wanted) {
    BlobTransfer transfer{wanted.blob, wanted.source_repository, {}};
    bool read = false;
    for (std::size_t t = 0; t < wanted.repositories.size(); ++t) {
      const auto& repositories = wanted.repositories[t];
      if (repositories.empty()) continue;
      auto& figures = m_plan.targets[t];
      Delivery delivery{t, repositories.front(), holder(t, wanted.blob.digest, repositories), {}};
      delivery.mount_to.assign(repositories.begin() + 1, repositories.end());
      if (delivery.mount_from) {
        figures.mounted += wanted.blob.size;
        figures.requests += 1;
      } else {
        figures.write += wanted.blob.size;
        figures.requests += 3; // POST, PATCH, PUT
        figures.blobs += 1;
        read = true;
      }
      figures.mounted += base::ByteCount{wanted.blob.size.value * delivery.mount_to.size()};
      figures.requests += delivery.mount_to.size();
      transfer.deliveries.push_back(std::move(delivery));
    }
    if (read) {
      m_plan.read += wanted.blob.size;
      ++m_plan.source_requests;
    }
    m_plan.blobs.push_back(std::move(transfer));
  }

  const Listing& m_listing;
  Plan& m_plan;
  std::unordered_set<std::string> m_unreadable;
  std::unordered_set<oci::Digest> m_referrers; ///< counted already
  std::map<std::size_t, std::unordered_set<std::string>> m_skipped; ///< counted already, by target
  std::unordered_map<oci::Digest, Need> m_needs;
  std::vector<oci::Digest> m_order;
  std::vector<std::unordered_map<oci::Digest, std::string>> m_holders;
};

/// Reading and writing overlap, so the slower side decides.
base::Seconds estimate(const Plan& plan, const LinkRates& rates) {
  double seconds = 0;
  if (rates.read.value > 0) seconds = static_cast<double>(plan.read.value) / rates.read.value;
  if (rates.write.value > 0)
    for (const auto& target : plan.targets)
      seconds = std::max(seconds, static_cast<double>(target.write.value) / rates.write.value);
  return base::Seconds{seconds};
}

} // namespace

base::ByteCount Plan::write() const {
  base::ByteCount sum;
  for (const auto& target : targets) sum += target.write;
  return sum;
}

Plan diff(std::string_view rule, std::string_view source, const Listing& listing, const LinkRates& rates) {
  Plan plan;
  plan.rule = rule;
  plan.source = source;
  // What could not be looked at was meant as well: figures of a run that failed must add up to what was wanted.
  std::unordered_set<std::string> matched;
  for (const auto& tag : listing.tags) matched.insert(tag.ref());
  for (const auto& entry : listing.unreadable)
    if (entry.target.empty()) matched.insert(entry.ref);
  plan.tags_matched = matched.size();
  plan.unreadable = listing.unreadable;
  Differ(listing, plan).run();
  plan.estimate = estimate(plan, rates);
  return plan;
}

} // namespace meridian::plan
