// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "memory/registry.h"
#include "memory/state_store.h"
#include "promote/promoter.h"
#include "support/images.h"
#include "support/instant_clock.h"
#include "support/recording_registry.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

// Registries and a database of which the power can be cut at any moment.
namespace meridian::test {

/// Counts everything that leaves the promoter, and cuts the power at one of these events: before it takes effect, or
/// after, so that the answer is lost. What comes later fails and has no effect.
class Mains {
public:
  enum class Cut { Never, Before, After };
  void arm(std::size_t event, Cut cut) {
    const std::lock_guard lock(m_mutex);
    m_events = 0, m_at = event, m_cut = cut, m_dark = false;
  }
  void restore() { arm(0, Cut::Never); }
  std::size_t events() const {
    const std::lock_guard lock(m_mutex);
    return m_events;
  }
  bool dark() const {
    const std::lock_guard lock(m_mutex);
    return m_dark;
  }

  template <class Step>
  auto pass(Step step) -> decltype(step()) {
    bool after = false;
    {
      const std::lock_guard lock(m_mutex);
      ++m_events;
      if (m_cut != Cut::Never && m_events == m_at) (m_cut == Cut::Before ? m_dark : after) = true;
      if (m_dark) return gone();
      if (after) m_dark = true; // for all others, from now on
    }
    auto result = step();
    if (after) return gone();
    return result;
  }
  static base::Unexpected gone() { return base::fail(base::Errc::ConnectionLost, "the power is off"); }

private:
  mutable std::mutex m_mutex;
  std::size_t m_events = 0, m_at = 0;
  Cut m_cut = Cut::Never;
  bool m_dark = false;
};

/// A request at one target that fails.
struct Trouble {
  std::size_t request = 0; ///< its number at that target, from 1; 0: none
  base::Errc code = base::Errc::ServerError;
  bool after = false;    ///< it took effect, and only its answer is lost
  bool for_good = false; ///< and all later ones fail too
};

class GatedRegistry final : public RecordingRegistry {
public:
  GatedRegistry(ports::Registry& next, Mains& mains) : RecordingRegistry(next), m_mains(mains) {}
  Trouble trouble;
  /// Called before each request with its number; may change the world.
  std::function<void(std::size_t)> at_request;

  base::Result<std::optional<ports::ManifestHead>> headManifest(std::string_view repository, std::string_view reference,
                                                                std::stop_token stop) override {
    return gate([&] { return RecordingRegistry::headManifest(repository, reference, stop); });
  }
  base::Result<oci::Manifest> getManifest(std::string_view repository, std::string_view reference, std::stop_token stop) override {
    return gate([&] { return RecordingRegistry::getManifest(repository, reference, stop); });
  }
  base::Result<void> putManifest(std::string_view repository, std::string_view reference, const oci::Manifest& manifest,
                                 std::stop_token stop) override {
    return gate([&] { return RecordingRegistry::putManifest(repository, reference, manifest, stop); });
  }
  base::Result<void> deleteManifest(std::string_view repository, std::string_view reference, std::stop_token stop) override {
    return gate([&] { return RecordingRegistry::deleteManifest(repository, reference, stop); });
  }
  base::Result<std::optional<ports::BlobHead>> headBlob(std::string_view repository, const oci::Digest& digest,
                                                        std::stop_token stop) override {
    return gate([&] { return RecordingRegistry::headBlob(repository, digest, stop); });
  }
  std::size_t requests() const {
    const std::lock_guard lock(m_mutex);
    return m_requests;
  }
  void heal() {
    const std::lock_guard lock(m_mutex);
    trouble = {};
    m_requests = 0;
    at_request = {};
  }

private:
  template <class Step>
  auto gate(Step step) -> decltype(step()) {
    bool fails = false, takes_effect = true;
    std::size_t number = 0;
    {
      const std::lock_guard lock(m_mutex);
      number = ++m_requests;
      fails = trouble.request != 0 && (number == trouble.request || (trouble.for_good && number > trouble.request));
      takes_effect = !fails || (trouble.after && number == trouble.request);
    }
    if (at_request) at_request(number);
    if (!takes_effect) return base::fail(trouble.code, "broken on purpose");
    auto result = m_mains.pass(step);
    if (fails) return base::fail(trouble.code, "broken on purpose, after it took effect");
    return result;
  }
  Mains& m_mains;
  mutable std::mutex m_mutex;
  std::size_t m_requests = 0;
};

/// A database whose facts go through the mains; the rest is not used by promotions.
class GatedStore final : public ports::StateStore {
public:
  explicit GatedStore(Mains& mains) : m_mains(mains) {}
  base::Result<void> putJob(const ports::JobRecord& job) override { return kept.putJob(job); }
  base::Result<std::optional<ports::JobRecord>> job(std::string_view id) override { return kept.job(id); }
  base::Result<std::vector<ports::JobRecord>> jobs(std::string_view rule, std::size_t limit) override { return kept.jobs(rule, limit); }
  base::Result<std::vector<ports::JobRecord>> markInterrupted(base::Timestamp now) override { return kept.markInterrupted(now); }
  base::Result<void> putOutcomes(const std::vector<ports::OutcomeRecord>& outcomes) override { return kept.putOutcomes(outcomes); }
  base::Result<std::vector<ports::OutcomeRecord>> outcomes(std::string_view job) override { return kept.outcomes(job); }
  base::Result<std::vector<ports::OutcomeRecord>> outcomesSince(base::Timestamp since, std::size_t limit) override {
    return kept.outcomesSince(since, limit);
  }
  base::Result<void> putEvents(const std::vector<ports::EventRecord>& events) override { return kept.putEvents(events); }
  base::Result<std::vector<ports::EventRecord>> events(std::string_view job, std::uint64_t after, std::size_t limit) override {
    return kept.events(job, after, limit);
  }
  base::Result<std::uint64_t> lastEvent() override { return kept.lastEvent(); }
  base::Result<void> putFact(std::string_view key, std::string_view value) override {
    return m_mains.pass([&] { return kept.putFact(key, value); });
  }
  base::Result<void> putFacts(const std::vector<std::pair<std::string, std::string>>& facts) override {
    return m_mains.pass([&] { return kept.putFacts(facts); });
  }
  base::Result<std::optional<std::string>> fact(std::string_view key) override { return kept.fact(key); }
  base::Result<std::vector<std::pair<std::string, std::string>>> facts(std::string_view prefix) override { return kept.facts(prefix); }
  base::Result<void> prune(std::size_t jobs) override { return kept.prune(jobs); }

  memory::StateStore kept;

private:
  Mains& m_mains;
};

/// A source and targets with images "old" and "new" of each tag; what the targets' tags point to at first is a word
/// per target with a letter per tag: o = old, n = new, - = absent, f = of somebody else.
class PromotionWorld {
public:
  struct Shape {
    std::vector<std::string> targets{"o", "o"};
    bool tag_delete = true;
  };
  PromotionWorld(base::ThreadPool* pool, Shape shape) : m_pool(pool), m_shape(std::move(shape)), store(mains), source_memory(clock), source(source_memory, idle) {
    memory::RegistryOptions options;
    options.tag_delete = m_shape.tag_delete;
    const auto tags = m_shape.targets.front().size();
    for (std::size_t t = 0; t < m_shape.targets.size(); ++t) {
      memories.emplace_back(clock, options);
      targets.push_back(std::make_unique<GatedRegistry>(memories.back(), mains));
    }
    for (std::size_t n = 0; n < tags; ++n) {
      fresh.push_back(addTo(source_memory, n, "new", tagName(n)));
      for (std::size_t t = 0; t < targets.size(); ++t) {
        const char word = m_shape.targets[t][n];
        (void)addTo(memories[t], n, "old", word == 'o' ? tagName(n) : "");
        (void)addTo(memories[t], n, "new", word == 'n' ? tagName(n) : "");
        if (word == 'f') (void)addTo(memories[t], n, "foreign", tagName(n));
      }
    }
    initial = tagsNow();
  }

  static std::string tagName(std::size_t n) { return "v" + std::to_string(n + 1); }
  static constexpr const char* kRepository = "app/web";
  static oci::Manifest addTo(memory::Registry& registry, std::size_t n, const std::string& name, const std::string& tag) {
    return addImage(registry, kRepository, tag, config(name + std::to_string(n)), {"base", name + " layer " + std::to_string(n)});
  }

  promote::Group group(std::string id, promote::Policy policy = {}) const {
    promote::Group out;
    out.id = std::move(id);
    out.rule = "rule";
    out.job = "job";
    out.policy = policy;
    for (std::size_t n = 0; n < fresh.size(); ++n) {
      const auto root = std::make_shared<const oci::Manifest>(fresh[n]);
      promote::Closure closure;
      closure.manifests = {root->digest};
      for (const auto& blob : root->blobs()) closure.blobs.push_back(blob.digest);
      out.tags.push_back({kRepository, tagName(n), root, root->digest, std::move(closure)});
    }
    for (std::size_t t = 0; t < targets.size(); ++t) out.targets.push_back("t" + std::to_string(t));
    return out;
  }
  promote::Ends ends() {
    promote::Ends out;
    out.source = &source;
    for (std::size_t t = 0; t < targets.size(); ++t) out.targets["t" + std::to_string(t)] = targets[t].get();
    return out;
  }
  promote::Report promote(const promote::Group& what, const promote::Hooks& hooks = {}) {
    return promote::Promoter(store, m_pool, clock).promote(what, ends(), hooks, {cancel.get_token(), halt.get_token()});
  }
  std::vector<promote::Journal> open() { return *promote::Journals(store).open(); }
  /// All that is open, oldest first.
  std::vector<promote::Report> recover() {
    std::vector<promote::Report> out;
    for (const auto& journal : open()) out.push_back(promote::Promoter(store, m_pool, clock).recover(journal, ends(), {}, {}));
    return out;
  }
  promote::Report rollback(const std::string& id) {
    const auto finished = promote::Journals(store).load(id);
    return promote::Promoter(store, m_pool, clock).rollback(*finished, {}, id + "-back", "job", ends(), {}, {cancel.get_token(), halt.get_token()});
  }

  /// Everything that a reader sees: by target, a letter per tag.
  std::vector<std::string> tagsNow() {
    std::vector<std::string> out;
    for (std::size_t t = 0; t < memories.size(); ++t) {
      std::string word;
      for (std::size_t n = 0; n < fresh.size(); ++n) word += letter(t, n);
      out.push_back(std::move(word));
    }
    return out;
  }
  char letter(std::size_t t, std::size_t n) {
    const auto head = memories[t].headManifest(kRepository, tagName(n), {});
    if (!head || !*head) return '-';
    if ((*head)->digest == fresh[n].digest) return 'n';
    for (const auto* name : {"old", "foreign"})
      if ((*head)->digest == imageDigest(n, name)) return name[0];
    return '?';
  }
  static oci::Digest imageDigest(std::size_t n, const std::string& name) {
    static std::mutex mutex;
    static std::map<std::pair<std::size_t, std::string>, oci::Digest> known;
    const std::lock_guard lock(mutex);
    auto& digest = known[{n, name}];
    if (digest.empty()) {
      InstantClock any;
      memory::Registry scratch(any);
      digest = addTo(scratch, n, name, {}).digest;
    }
    return digest;
  }
  bool allNew() {
    for (const auto& word : tagsNow())
      if (word != std::string(word.size(), 'n')) return false;
    return true;
  }
  bool allInitial() { return tagsNow() == initial; }
  std::string text() {
    std::string out;
    for (const auto& word : tagsNow()) out += word + " ";
    return out;
  }
  /// "t0 o, t1 n": what a reader sees.
  std::string seen() {
    auto words = text();
    words.pop_back();
    return words;
  }
  void heal() {
    mains.restore();
    for (auto& target : targets) target->heal();
    source.heal();
  }

private:
  base::ThreadPool* m_pool;
  const Shape m_shape;

public:
  InstantClock clock;
  Mains mains, idle;
  GatedStore store;
  memory::Registry source_memory;
  GatedRegistry source;
  std::deque<memory::Registry> memories;
  std::vector<std::unique_ptr<GatedRegistry>> targets;
  std::vector<oci::Manifest> fresh; ///< by tag
  std::vector<std::string> initial;
  std::stop_source cancel, halt;
};

inline promote::Policy with(promote::WhenDown when_down, promote::OnConflict on_conflict = promote::OnConflict::Stop) {
  promote::Policy policy;
  policy.when_down = when_down;
  policy.on_conflict = on_conflict;
  return policy;
}

} // namespace meridian::test
