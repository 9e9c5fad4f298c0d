// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/delete_survey.h"

#include "oci/media_type.h"
#include "plan/filter.h"

#include <algorithm>
#include <deque>
#include <map>

namespace meridian::engine {

using base::Errc;
using base::Result;

namespace {
std::string repositoryOf(const std::string& ref) { return ref.substr(0, ref.rfind(':')); }

bool isIndex(std::string_view media_type) {
  return media_type == oci::kOciIndex || media_type == oci::kDockerList;
}
} // namespace

Result<DeleteSurvey::Found> DeleteSurvey::run(const SourceMemory& before, bool all_details, std::stop_token stop) {
  Found found;
  auto names = repositories(before, stop);
  if (!names) return base::pass(std::move(names), "list repositories at " + m_rule.source);
  listTags(*names, stop);
  if (stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled");

  plan::DeleteQuestion question;
  question.source = m_at_source;
  question.seen = before.seen;
  question.tombstones = before.tombstones;
  question.now = m_clock.now();
  std::set<std::string> at_source;
  std::set<std::string> unlisted; ///< repositories
  for (const auto& entry : m_at_source) {
    if (entry.error && entry.error->code != Errc::NameUnknown) unlisted.insert(entry.repository);
    for (const auto& tag : entry.tags) at_source.insert(entry.repository + ":" + tag);
  }
  // Only who has seen all targets may forget.
  auto& complete = found.complete;
  complete = m_targets.size() == m_rule.targets.size();
  std::set<std::string> at_targets;
  for (std::size_t t = 0; t < m_targets.size(); ++t) {
    auto& at = m_at[t];
    complete = complete && !at.error && at.unreadable.empty();
    if (at.error) continue; // the sync has told
    question.target = m_targets[t].id;
    question.tags = at.tags;
    auto decision = plan::decideDeletes(m_rule, question);
    if (!decision) return base::pass(std::move(decision));
    for (const auto& [repository, tags] : at.tags)
      for (const auto& tag : tags) at_targets.insert(repository + ":" + tag);
    for (const auto& repository : at.unreadable)
      found.remarks.emplace_back(m_targets[t].id, repository + ": its tags could not be listed there");
    for (auto& line : decision->remarks) found.remarks.emplace_back(m_targets[t].id, std::move(line));
    found.memory.tombstones.merge(decision->tombstones);
    if (decision->foreign > 0) found.foreign[m_targets[t].id] = decision->foreign;
    for (auto& tag : decision->tags) found.tags.push_back(std::move(tag));
  }
  found.memory.seen = at_source;
  for (const auto& ref : before.seen)
    if (!complete || at_targets.contains(ref) || unlisted.contains(repositoryOf(ref))) found.memory.seen.insert(ref);
  if (!complete)
    for (const auto& [ref, time] : before.tombstones)
      if (!at_source.contains(ref)) found.memory.tombstones.emplace(ref, time);

  std::map<std::pair<std::size_t, std::string>, Details> wanted;
  for (auto& deletion : found.tags) {
    if (!all_details && deletion.state != plan::DeleteState::Due) continue;
    const auto at = std::find_if(m_targets.begin(), m_targets.end(),
                                 [&](const auto& target) { return target.id == deletion.target; });
    wanted[{static_cast<std::size_t>(at - m_targets.begin()), deletion.repository}].push_back(&deletion);
  }
  for (const auto& [place, deletions] : wanted) lookAt(place.first, place.second, deletions, stop);
  if (stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled");
  return found;
}

/// All that the rule means: what the source lists, what it was seen to have, and what the targets have.
Result<std::vector<std::string>> DeleteSurvey::repositories(const SourceMemory& before, std::stop_token stop) {
  m_at.resize(m_targets.size());
  auto filter = plan::RepositoryFilter::compile(m_rule.repositories);
  if (!filter) return base::pass(std::move(filter));
  if (auto names = filter->literalNames()) return *names;
  auto listed = ports::allRepositories(m_source, stop);
  if (!listed) return base::pass(std::move(listed));
  const std::set<std::string> at_source(listed->begin(), listed->end());
  std::set<std::string> all = at_source;
  for (const auto& ref : before.seen) all.insert(repositoryOf(ref));
  const auto chosen = filter->select({all.begin(), all.end()});
  for (const auto& name : chosen)
    if (!at_source.contains(name)) m_absent.insert(name);
  return chosen;
}

void DeleteSurvey::listTags(const std::vector<std::string>& repositories, std::stop_token stop) {
  base::TaskGroup tasks(m_workers);
  for (const auto& repository : repositories) {
    tasks.run([this, &repository, stop] {
      plan::SourceTags entry{repository, {}, {}};
      if (m_absent.contains(repository)) {
        entry.error.emplace();
        entry.error->code = Errc::NameUnknown;
      } else if (auto tags = ports::allTags(m_source, repository, stop)) {
        entry.tags = {tags->begin(), tags->end()};
      } else {
        entry.error = std::move(tags).error();
      }
      const std::lock_guard lock(m_mutex);
      m_at_source.push_back(std::move(entry));
    });
    for (std::size_t t = 0; t < m_targets.size(); ++t)
      tasks.run([this, &repository, t, stop] {
        auto tags = ports::allTags(*m_targets[t].registry, repository, stop);
        const std::lock_guard lock(m_mutex);
        if (tags)
          m_at[t].tags[repository] = {tags->begin(), tags->end()};
        else if (base::isTransient(tags.error().code) || tags.error().http_status == 0)
          m_at[t].error = std::move(tags).error();
        else if (tags.error().code != Errc::NameUnknown)
          m_at[t].unreadable.insert(repository);
      });
  }
  tasks.wait();
  std::sort(m_at_source.begin(), m_at_source.end(),
            [](const auto& a, const auto& b) { return a.repository < b.repository; });
}

plan::ManifestPtr DeleteSurvey::manifest(std::size_t target, const std::string& repository, const oci::Digest& digest,
                                         std::stop_token stop) {
  if (auto known = m_shelf.find(digest)) return known;
  auto read = m_targets[target].registry->getManifest(repository, digest.text(), stop);
  if (!read) return nullptr;
  auto kept = std::make_shared<const oci::Manifest>(std::move(*read));
  m_shelf.add(kept);
  return kept;
}

void DeleteSurvey::lookAt(std::size_t target, const std::string& repository, const Details& wanted,
                          std::stop_token stop) {
  auto& registry = *m_targets[target].registry;
  std::map<std::string, oci::Digest> tags;
  std::map<oci::Digest, plan::ManifestPtr> manifests;
  std::set<oci::Digest> indexes;
  {
    base::TaskGroup tasks(m_workers);
    for (const auto& tag : m_at[target].tags[repository])
      tasks.run([&, stop] {
        const auto head = registry.headManifest(repository, tag, stop);
        if (!head || !*head) return;
        const std::lock_guard lock(m_mutex);
        tags[tag] = (*head)->digest;
        if (isIndex((*head)->media_type)) indexes.insert((*head)->digest);
      });
  }
  // Indexes may hold indexes: one level after the other.
  for (int depth = 0; !indexes.empty() && depth < 4; ++depth) {
    auto level = std::exchange(indexes, {});
    std::erase_if(level, [&](const auto& digest) { return !manifests.emplace(digest, nullptr).second; });
    base::TaskGroup tasks(m_workers);
    for (const auto& digest : level)
      tasks.run([&, digest, stop] {
        auto read = manifest(target, repository, digest, stop);
        const std::lock_guard lock(m_mutex);
        if (!read) return;
        for (const auto& child : read->manifests)
          if (isIndex(child.media_type)) indexes.insert(child.digest);
        manifests[digest] = std::move(read);
      });
  }
  std::erase_if(manifests, [](const auto& entry) { return entry.second == nullptr; });
  std::vector<std::vector<oci::Digest>> referrers(wanted.size());
  {
    base::TaskGroup tasks(m_workers);
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (const auto own = tags.find(wanted[i]->tag); own != tags.end())
        tasks.run([&, i, digest = own->second, stop] {
          const auto listed = registry.listReferrers(repository, digest, stop);
          if (!listed) return;
          for (const auto& referrer : *listed) referrers[i].push_back(referrer.digest);
        });
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto& deletion = *wanted[i];
    if (const auto own = tags.find(deletion.tag); own != tags.end()) deletion.digest = own->second;
    deletion.radius = plan::blastRadius(deletion.tag, tags, manifests, std::move(referrers[i]));
  }
}

} // namespace meridian::engine
