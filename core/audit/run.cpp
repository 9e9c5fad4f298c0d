// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/run.h"

#include "audit/audit.h"

#include <algorithm>
#include <unordered_set>

namespace meridian::audit {

using base::Errc;
using base::Error;

namespace {

/// Errors that may mean that the whole registry cannot be used, which one more request finds out.
bool mayBeGone(Errc code) {
  switch (code) {
  case Errc::HostUnknown:
  case Errc::ConnectionRefused:
  case Errc::ConnectionLost:
  case Errc::TlsUntrusted:
  case Errc::Stalled:
  case Errc::Timeout:
  case Errc::Unauthorized:
    return true;
  default:
    return false;
  }
}

constexpr std::chrono::seconds kBetweenPings{2};

} // namespace

base::Result<Result> run(const Scope& scope, const Means& means, std::stop_token stop) {
  return Run(scope, means, std::move(stop)).go();
}

Run::Run(const Scope& scope, const Means& means, std::stop_token stop)
    : m_scope(scope), m_means(means), m_stop(stop), m_started(means.clock.now()), m_belief(means.state, scope.rule),
      m_tree(scope.targets.size() + 1), m_questions(means.workers, means.questions, means.pause, stop) {
  m_regions.push_back(std::make_unique<Region>(scope.source, true, stop));
  for (const auto& target : scope.targets) m_regions.push_back(std::make_unique<Region>(target, false, stop));
  for (auto& region : m_regions) {
    region->seen.assign(scope.tags.size(), region->source ? Seen::Equal : Seen::Not);
    region->requests_before = region->site.registry->traffic().requests.load();
    region->read_before = region->site.registry->traffic().read.load();
  }
  for (const auto& tag : scope.tags) m_wanted.add(tag.repository, tag.tag, tag.digest);
}

base::Result<Result> Run::go() {
  const auto begin = m_means.clock.steady();
  reach();
  askTags();
  if (m_scope.extra) askExtra();
  compareTags();
  if (m_scope.depth != Depth::Tags) {
    plantRoots();
    loadManifests();
    askManifests();
    askBlobs();
  }
  if (m_stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled");
  Result result;
  result.rule = m_scope.rule;
  result.depth = m_scope.depth;
  result.percent = m_scope.depth == Depth::Sampled ? m_scope.percent : 0;
  result.started = m_started;
  judge(result);
  result.repair = plan(m_scope, result, m_tree);
  remember(result);
  result.seconds = m_means.clock.steady() - begin;
  stage(Progress::Stage::Done, 0);
  return result;
}

void Run::stage(Progress::Stage stage, std::size_t total) {
  if (m_means.progress == nullptr) return;
  m_means.progress->done = 0;
  m_means.progress->total = total;
  m_means.progress->stage = stage;
}

void Run::stepDone() {
  if (m_means.progress != nullptr) ++m_means.progress->done;
}

void Run::reach() {
  stage(Progress::Stage::Reaching, m_regions.size());
  for (auto& region : m_regions)
    m_questions.ask([this, &region = *region] {
      if (auto answer = region.site.registry->ping(region.give_up.get_token()); !answer && !m_stop.stop_requested()) {
        const std::lock_guard lock(region.mutex);
        region.down = true;
        region.error = std::move(answer).error().during("reach " + region.site.id);
      }
      stepDone();
    });
  m_questions.wait();
}

bool Run::failed(Region& region, const Error& error) {
  if (error.code == Errc::Cancelled) return true;
  if (!mayBeGone(error.code)) return false;
  const std::lock_guard lock(region.mutex); // whoever fails meanwhile waits for this answer
  if (region.down) return true;
  const auto now = m_means.clock.steady();
  if (region.pinged && now - *region.pinged < kBetweenPings) return false;
  region.pinged = now;
  auto answer = region.site.registry->ping(region.give_up.get_token());
  if (answer || m_stop.stop_requested()) return false;
  region.down = true;
  region.error = std::move(answer).error().during("reach " + region.site.id);
  region.give_up.request_stop();
  return true;
}

void Run::add(Drift drift) {
  const std::lock_guard lock(m_mutex);
  m_drifts.push_back(std::move(drift));
}

// One line for all tags of a repository that fail in the same way.
void Run::unreadable(const Region& region, What what, std::string repository, std::string ref, const Error& error) {
  const std::lock_guard lock(m_mutex);
  const auto key = region.site.id + " " + repository + " " + std::string(name(what)) + " " + std::string(base::name(error.code));
  const auto [place, news] = m_unreadable.try_emplace(key, m_drifts.size());
  if (news) {
    Drift drift;
    drift.region = region.site.id;
    drift.cause = Cause::Unreadable;
    drift.what = what;
    drift.repository = std::move(repository);
    drift.detail = error.text();
    drift.error = error;
    m_drifts.push_back(std::move(drift));
  }
  if (!ref.empty()) m_drifts[place->second].refs.push_back(std::move(ref));
}

void Run::askTags() {
  stage(Progress::Stage::Tags, m_scope.tags.size() * m_regions.size());
  if (m_means.progress != nullptr) m_means.progress->done = m_scope.tags.size(); // the source's are known
  for (std::size_t t = 0; t < m_scope.tags.size(); ++t)
    for (std::size_t r = 1; r < m_regions.size(); ++r)
      m_questions.ask([this, t, &region = *m_regions[r]] {
        stepDone();
        if (region.isDown()) return;
        const auto& tag = m_scope.tags[t];
        auto head = region.site.registry->headManifest(tag.repository, tag.tag, region.give_up.get_token());
        if (!head) {
          if (failed(region, head.error())) return;
          region.seen[t] = Seen::Failed;
          return unreadable(region, What::Tag, tag.repository, tag.ref(),
                            std::move(head).error().during("look at tags of " + tag.repository + " at " + region.site.id));
        }
        region.seen[t] = !*head ? Seen::Absent : (*head)->digest == tag.digest ? Seen::Equal : Seen::Other;
        if (!*head) return;
        const std::lock_guard lock(region.mutex);
        region.tags.add(tag.repository, tag.tag, (*head)->digest);
      });
  m_questions.wait();
}

void Run::askExtra() {
  std::set<std::string> repositories;
  std::unordered_set<std::string> wanted;
  for (const auto& tag : m_scope.tags) {
    repositories.insert(tag.repository);
    wanted.insert(tag.ref());
  }
  for (const auto& [ref, error] : m_scope.unreadable) wanted.insert(ref);
  for (const auto& repository : repositories)
    for (std::size_t r = 1; r < m_regions.size(); ++r)
      m_questions.ask([this, repository, &wanted, &region = *m_regions[r]] {
        if (region.isDown()) return;
        const auto stop = region.give_up.get_token();
        const auto tags = ports::allTags(*region.site.registry, repository, stop);
        if (!tags) {
          if (tags.error().code == Errc::NameUnknown || failed(region, tags.error())) return;
          return unreadable(region, What::Repository, repository, {}, tags.error());
        }
        for (const auto& tag : *tags) {
          const auto ref = repository + ":" + tag;
          if (wanted.contains(ref) || !m_scope.extra(repository, tag)) continue;
          const auto head = region.site.registry->headManifest(repository, tag, stop);
          if (!head && failed(region, head.error())) return;
          if (head && !*head) continue; // listed still, and gone
          Drift drift;
          drift.region = region.site.id;
          drift.cause = Cause::Extra;
          drift.repository = repository;
          drift.refs = {ref};
          if (head) drift.found = (*head)->digest;
          drift.detail = ref + " is not at " + m_scope.source.id;
          add(std::move(drift));
        }
      });
  m_questions.wait();
}

void Run::compareTags() {
  for (const auto& tag : m_scope.tags) m_regions.front()->tags.add(tag.repository, tag.tag, tag.digest);
  for (const auto& [ref, error] : m_scope.unreadable) {
    const auto colon = ref.find(':');
    unreadable(*m_regions.front(), colon == std::string::npos ? What::Repository : What::Tag, ref.substr(0, colon), ref, error);
  }
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t t = 0; t < m_scope.tags.size(); ++t) places.emplace(m_scope.tags[t].ref(), t);
  for (const auto& region : m_regions) {
    if (region->isDown()) continue;
    for (auto& other : m_wanted.differences(region->tags)) {
      const auto ref = other.repository + ":" + other.tag;
      if (const auto seen = region->seen[places.at(ref)]; seen != Seen::Absent && seen != Seen::Other) continue;
      Drift drift;
      drift.region = region->site.id;
      drift.cause = other.found.empty() ? Cause::Missing : Cause::Different;
      drift.repository = other.repository;
      drift.refs = {ref};
      drift.detail = other.found.empty() ? ref + " is not there"
                                         : ref + " points to " + other.found.shortText() + ", at " + m_scope.source.id +
                                               " to " + other.wanted.shortText();
      drift.wanted = std::move(other.wanted);
      drift.found = std::move(other.found);
      add(std::move(drift));
    }
  }
}

} // namespace meridian::audit
