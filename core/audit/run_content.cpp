// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/run.h"
#include "audit/share.h"
#include "base/sha256.h"

#include <algorithm>

namespace meridian::audit {

using base::Errc;
using base::Error;

namespace {

/// Larger blobs are read a few at a time: their bytes are the bottleneck and not the round trip.
constexpr std::uint64_t kLarge = 1024 * 1024;

State stateOf(Errc code) {
  switch (code) {
  case Errc::BlobUnknown:
  case Errc::ManifestUnknown:
  case Errc::ManifestBlobUnknown:
  case Errc::NameUnknown:
    return State::Missing;
  case Errc::ContentMismatch:
  case Errc::DigestInvalid:
  case Errc::SizeInvalid:
  case Errc::ParseFailed:
    return State::Corrupt;
  default:
    return State::Unreadable;
  }
}

/// Hashes what passes and keeps none of it.
class HashSink final : public ports::BodySink {
public:
  HashSink(ports::ByteGate* gate, Progress* progress) : m_gate(gate), m_progress(progress) {}
  base::Result<void> write(std::span<const std::byte> data, std::stop_token stop) override {
    if (m_gate != nullptr)
      if (auto passed = m_gate->pass({data.size()}, stop); !passed) return passed;
    if (m_progress != nullptr) m_progress->bytes += data.size();
    m_size += data.size();
    m_hash.update(data);
    return {};
  }
  [[nodiscard]] std::uint64_t size() const { return m_size; }
  [[nodiscard]] oci::Digest digest() { return oci::Digest::sha256(m_hash.finishHex()); }

private:
  ports::ByteGate* m_gate;
  Progress* m_progress;
  base::Sha256 m_hash;
  std::uint64_t m_size = 0;
};

std::string bytesOf(std::uint64_t have, std::uint64_t want) {
  return std::to_string(have) + " of " + std::to_string(want) + " bytes";
}

} // namespace

bool Run::isRead(const Item& item) const {
  if (m_scope.depth == Depth::Deep || m_scope.suspects.contains(item.digest)) return true;
  return m_scope.depth == Depth::Sampled && isTonight(item.digest, m_scope.percent, m_scope.night);
}

bool Run::isBelieved(const Region& region, const Item& item) const { return region.believed.contains(*item.repository); }

Item* Run::rootOf(std::size_t region, std::size_t tag) const {
  const auto original = region == 0 ? m_originals.find(tag) : m_originals.end();
  return original == m_originals.end() ? m_roots[tag] : original->second;
}

// The tags, and what else decides what has to be there.
std::string Run::believedAs(const std::string& repository) const {
  base::Sha256 hash;
  const auto feed = [&](const std::string& text) { hash.update(std::as_bytes(std::span(text))); };
  feed(m_wanted.hash(repository) + "\n" + m_scope.selection + "\n");
  const auto first = m_scope.referrers.lower_bound({repository, oci::Digest()});
  for (auto at = first; at != m_scope.referrers.end() && at->first.first == repository; ++at)
    for (const auto& digest : at->second) feed(at->first.second.text() + " " + digest.text() + "\n");
  return hash.finishHex();
}

void Run::plantRoots() {
  m_roots.assign(m_scope.tags.size(), nullptr);
  std::set<std::string> repositories;
  for (const auto& tag : m_scope.tags) repositories.insert(tag.repository);
  std::set<std::string> asked; // by somebody
  for (const auto& region : m_regions)
    for (const auto& repository : repositories) {
      const auto& wanted = m_wanted.hash(repository);
      if (m_scope.suspects.empty() && region->tags.hash(repository) == wanted &&
          m_belief.holds(region->site.id, repository, believedAs(repository), m_started, m_scope.trust))
        region->believed.insert(repository);
      else
        asked.insert(repository);
    }
  const bool reads = m_scope.depth == Depth::Deep || m_scope.depth == Depth::Sampled;
  for (std::size_t t = 0; t < m_scope.tags.size(); ++t) {
    const auto& tag = m_scope.tags[t];
    if (!reads && !asked.contains(tag.repository)) continue;
    m_roots[t] = &m_tree.item(tag.repository, tag.digest, true, 0);
    if (!tag.original.empty()) m_originals[t] = &m_tree.item(tag.repository, tag.original, true, 0);
    for (std::size_t r = 0; r < m_regions.size(); ++r)
      if (auto& root = *rootOf(r, t); m_regions[r]->seen[t] == Seen::Equal && !isRead(root)) root.states[r] = State::Good;
  }
}

void Run::walk(std::size_t region, const std::function<bool(Item& item)>& visit) {
  std::vector<char> seen(m_tree.items().size(), 0);
  std::vector<Item*> open;
  for (std::size_t t = 0; t < m_roots.size(); ++t)
    if (m_roots[t] != nullptr && m_regions[region]->seen[t] == Seen::Equal) open.push_back(rootOf(region, t));
  while (!open.empty()) {
    auto* item = open.back();
    open.pop_back();
    if (seen[item->number] != 0) continue;
    seen[item->number] = 1;
    if (visit(*item)) open.insert(open.end(), item->children.begin(), item->children.end());
  }
}

void Run::settle(std::size_t region, Item& item, State state, Finding finding) {
  const std::lock_guard lock(m_mutex);
  item.states[region] = state;
  if (isBad(state)) m_findings.insert_or_assign({region, &item}, std::move(finding));
}

void Run::settle(std::size_t region, Item& item, const Error& error) {
  if (failed(*m_regions[region], error)) return;
  settle(region, item, stateOf(error.code), {error, {}, error.message});
}

// --- manifests

base::Result<std::shared_ptr<const oci::Manifest>> Run::readManifest(std::size_t region, Item& item) {
  auto& at = *m_regions[region];
  if (at.isDown()) return base::fail(at.error);
  auto manifest = at.site.registry->getManifest(*item.repository, item.digest.text(), at.give_up.get_token());
  if (!manifest) {
    settle(region, item, manifest.error());
    return base::pass(std::move(manifest));
  }
  if (item.digest.isVerifiable() && manifest->digest != item.digest) {
    settle(region, item, State::Corrupt, {std::nullopt, manifest->digest, "its bytes hash to " + manifest->digest.shortText()});
    return base::fail(Errc::ContentMismatch, "other bytes");
  }
  settle(region, item, State::Read);
  return std::make_shared<const oci::Manifest>(std::move(*manifest));
}

void Run::loadManifest(Item& item) {
  std::shared_ptr<const oci::Manifest> manifest;
  if (m_means.known) manifest = m_means.known(item.digest);
  // From the source; where that has no good bytes, from whoever has.
  for (std::size_t r = 0; r < m_regions.size() && !manifest && !m_stop.stop_requested(); ++r) {
    auto read = readManifest(r, item);
    if (!read) continue;
    manifest = std::move(*read);
    if (m_means.learned) m_means.learned(manifest);
  }
  if (!manifest) return;
  const std::lock_guard lock(m_mutex);
  m_tree.load(item, *manifest, m_scope.kept ? m_scope.kept(*manifest) : manifest->manifests);
  const auto attached = m_scope.referrers.find({*item.repository, item.digest});
  if (attached == m_scope.referrers.end()) return;
  for (const auto& digest : attached->second)
    if (digest != item.digest) item.children.push_back(&m_tree.item(*item.repository, digest, true, 0));
}

void Run::loadManifests() {
  std::vector<Item*> level;
  std::set<const Item*> queued;
  const auto queue = [&](Item* item) {
    if (item != nullptr && item->manifest && !item->loaded && queued.insert(item).second) level.push_back(item);
  };
  for (auto* root : m_roots) queue(root);
  for (const auto& [tag, root] : m_originals) queue(root);
  while (!level.empty() && !m_stop.stop_requested()) {
    stage(Progress::Stage::Manifests, level.size());
    for (auto* item : level)
      m_questions.ask([this, item] {
        loadManifest(*item);
        stepDone();
      });
    m_questions.wait();
    for (auto* item : std::exchange(level, {}))
      for (auto* child : item->children) queue(child);
  }
}

void Run::headManifest(std::size_t region, Item& item) {
  auto& at = *m_regions[region];
  if (at.isDown()) return;
  auto head = at.site.registry->headManifest(*item.repository, item.digest.text(), at.give_up.get_token());
  if (!head) return settle(region, item, head.error());
  if (!*head) return settle(region, item, State::Missing);
  if (item.digest.isVerifiable() && (*head)->digest != item.digest)
    return settle(region, item, State::Corrupt, {std::nullopt, (*head)->digest, "the registry calls it " + (*head)->digest.shortText()});
  if (const auto size = (*head)->size.value; item.loaded && size > 0 && size != item.size)
    return settle(region, item, State::Corrupt, {std::nullopt, {}, bytesOf(size, item.size)});
  settle(region, item, State::Good);
}

void Run::askManifests() {
  std::vector<std::pair<std::size_t, Item*>> asked;
  for (std::size_t r = 0; r < m_regions.size(); ++r)
    walk(r, [&](Item& item) {
      if (!item.manifest) return false;
      if (item.states[r] == State::Unasked && (isRead(item) || !isBelieved(*m_regions[r], item))) asked.emplace_back(r, &item);
      return true;
    });
  stage(Progress::Stage::Manifests, asked.size());
  for (const auto& [r, item] : asked)
    m_questions.ask([this, r = r, &item = *item] {
      if (isRead(item))
        (void)readManifest(r, item);
      else
        headManifest(r, item);
      stepDone();
    });
  m_questions.wait();
}

// --- blobs

void Run::headBlob(std::size_t region, Item& item) {
  auto& at = *m_regions[region];
  if (at.isDown()) return;
  const auto stop = at.give_up.get_token();
  auto head = at.site.registry->headBlob(*item.repository, item.digest, stop);
  if (!head) return settle(region, item, head.error());
  if (!*head) return settle(region, item, State::Missing);
  auto size = (*head)->size.value;
  if (size == 0 && item.size > 0) {
    // Emptied, or a registry that does not say: one byte tells.
    HashSink sink(at.site.gate, nullptr);
    const auto read = at.site.registry->getBlobRange(*item.repository, item.digest, {0, 1}, sink, stop);
    if (!read && read.error().code == Errc::Cancelled) return;
    const bool refused = !read && read.error().code != Errc::RangeInvalid && read.error().code != Errc::ConnectionLost;
    if (sink.size() > 0 || refused) size = item.size;
  }
  if (size != item.size) return settle(region, item, State::Corrupt, {std::nullopt, {}, bytesOf(size, item.size)});
  settle(region, item, State::Good);
}

void Run::readBlob(std::size_t region, Item& item) {
  auto& at = *m_regions[region];
  if (at.isDown()) return;
  HashSink sink(at.site.gate, m_means.progress);
  const auto read = at.site.registry->getBlob(*item.repository, item.digest, {0}, sink, at.give_up.get_token());
  if (!read) {
    const auto code = read.error().code;
    if (code == Errc::Cancelled) return;
    // A file that is too short shows as an answer that ends early, time and again, or as a range behind its end.
    if (sink.size() < item.size && stateOf(code) == State::Unreadable &&
        (code == Errc::ConnectionLost || code == Errc::RangeInvalid || code == Errc::BadAnswer) &&
        !failed(at, read.error()))
      return settle(region, item, State::Corrupt, {read.error(), {}, "it ends after " + bytesOf(sink.size(), item.size)});
    return settle(region, item, read.error());
  }
  if (sink.size() != item.size) return settle(region, item, State::Corrupt, {std::nullopt, {}, bytesOf(sink.size(), item.size)});
  if (item.digest.isVerifiable())
    if (auto digest = sink.digest(); digest != item.digest)
      return settle(region, item, State::Corrupt, {std::nullopt, digest, "its bytes hash to " + digest.shortText()});
  settle(region, item, State::Read);
}

void Run::askBlobs() {
  std::vector<std::pair<std::size_t, Item*>> asked;
  std::vector<std::pair<std::size_t, Item*>> large;
  std::uint64_t bytes = 0;
  for (std::size_t r = 0; r < m_regions.size(); ++r)
    walk(r, [&](Item& item) {
      if (item.manifest) return true;
      if (item.states[r] != State::Unasked) return false;
      const bool reads = isRead(item);
      if (!reads && isBelieved(*m_regions[r], item)) return false;
      if (reads) bytes += item.size;
      (reads && item.size >= kLarge ? large : asked).emplace_back(r, &item);
      return false;
    });
  stage(Progress::Stage::Content, asked.size() + large.size());
  if (m_means.progress != nullptr) m_means.progress->bytes_total += bytes;
  for (const auto& [r, item] : asked)
    m_questions.ask([this, r = r, &item = *item] {
      if (isRead(item))
        readBlob(r, item);
      else
        headBlob(r, item);
      stepDone();
    });
  Questions readers(m_means.workers, m_means.readers, m_means.pause, m_stop);
  for (const auto& [r, item] : large)
    readers.ask([this, r = r, &item = *item] {
      readBlob(r, item);
      stepDone();
    });
  readers.wait();
  m_questions.wait();
}

} // namespace meridian::audit
