// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory/state_store.h"

#include <algorithm>
#include <tuple>

namespace meridian::memory {

using ports::EventRecord;
using ports::JobRecord;
using ports::JobState;
using ports::OutcomeRecord;

std::vector<JobRecord> StateStore::newestFirst() const {
  std::vector<JobRecord> out;
  for (const auto& [id, job] : m_jobs)
    out.push_back(job);
  std::sort(out.begin(), out.end(), [](const JobRecord& a, const JobRecord& b) {
    return std::tie(b.created, b.id) < std::tie(a.created, a.id);
  });
  return out;
}

base::Result<void> StateStore::putJob(const JobRecord& job) {
  const std::lock_guard lock(m_mutex);
  m_jobs.insert_or_assign(job.id, job);
  return {};
}

base::Result<std::optional<JobRecord>> StateStore::job(std::string_view id) {
  const std::lock_guard lock(m_mutex);
  const auto found = m_jobs.find(id);
  return found == m_jobs.end() ? std::optional<JobRecord>() : std::optional<JobRecord>(found->second);
}

base::Result<std::vector<JobRecord>> StateStore::jobs(std::string_view rule, std::size_t limit) {
  const std::lock_guard lock(m_mutex);
  auto out = newestFirst();
  if (!rule.empty()) std::erase_if(out, [rule](const JobRecord& job) { return job.rule != rule; });
  if (out.size() > limit) out.resize(limit);
  return out;
}

base::Result<std::vector<JobRecord>> StateStore::markInterrupted(base::Timestamp now) {
  const std::lock_guard lock(m_mutex);
  std::vector<JobRecord> marked;
  for (auto job : newestFirst()) {
    if (job.state != JobState::Queued && job.state != JobState::Running) continue;
    job.state = JobState::Interrupted;
    job.finished = now;
    m_jobs.insert_or_assign(job.id, job);
    marked.push_back(std::move(job));
  }
  return marked;
}

base::Result<void> StateStore::putOutcomes(const std::vector<OutcomeRecord>& outcomes) {
  const std::lock_guard lock(m_mutex);
  for (const auto& outcome : outcomes) {
    const auto same = [&outcome](const OutcomeRecord& other) {
      return std::tie(other.job, other.target, other.ref) ==
             std::tie(outcome.job, outcome.target, outcome.ref);
    };
    const auto found = std::find_if(m_outcomes.begin(), m_outcomes.end(), same);
    if (found == m_outcomes.end())
      m_outcomes.push_back(outcome);
    else
      *found = outcome;
  }
  return {};
}

base::Result<std::vector<OutcomeRecord>> StateStore::outcomes(std::string_view job) {
  const std::lock_guard lock(m_mutex);
  std::vector<OutcomeRecord> out;
  std::copy_if(m_outcomes.begin(), m_outcomes.end(), std::back_inserter(out),
               [job](const OutcomeRecord& outcome) { return outcome.job == job; });
  return out;
}

base::Result<std::vector<OutcomeRecord>> StateStore::outcomesSince(base::Timestamp since, std::size_t limit) {
  const std::lock_guard lock(m_mutex);
  std::vector<OutcomeRecord> out;
  std::copy_if(m_outcomes.begin(), m_outcomes.end(), std::back_inserter(out),
               [since](const OutcomeRecord& outcome) { return outcome.finished >= since; });
  std::stable_sort(out.begin(), out.end(),
                   [](const OutcomeRecord& a, const OutcomeRecord& b) { return a.finished < b.finished; });
  if (out.size() > limit) out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(limit));
  return out;
}

base::Result<void> StateStore::putEvents(const std::vector<EventRecord>& events) {
  const std::lock_guard lock(m_mutex);
  for (const auto& event : events) {
    m_events.push_back(event);
    m_events.back().seq = ++m_seq;
  }
  return {};
}

base::Result<std::vector<EventRecord>> StateStore::events(std::string_view job, std::uint64_t after_seq,
                                                          std::size_t limit) {
  const std::lock_guard lock(m_mutex);
  std::vector<EventRecord> out;
  for (const auto& event : m_events) {
    if (out.size() == limit) break;
    if (event.seq > after_seq && (job.empty() || event.job == job)) out.push_back(event);
  }
  return out;
}

base::Result<std::uint64_t> StateStore::lastEvent() {
  const std::lock_guard lock(m_mutex);
  return m_seq;
}

base::Result<void> StateStore::putFact(std::string_view key, std::string_view value) {
  const std::lock_guard lock(m_mutex);
  if (value.empty())
    m_facts.erase(std::string(key));
  else
    m_facts.insert_or_assign(std::string(key), std::string(value));
  return {};
}

base::Result<void> StateStore::putFacts(const std::vector<std::pair<std::string, std::string>>& facts) {
  for (const auto& [key, value] : facts) (void)putFact(key, value);
  return {};
}

base::Result<std::optional<std::string>> StateStore::fact(std::string_view key) {
  const std::lock_guard lock(m_mutex);
  const auto found = m_facts.find(key);
  return found == m_facts.end() ? std::optional<std::string>() : std::optional<std::string>(found->second);
}

base::Result<std::vector<std::pair<std::string, std::string>>> StateStore::facts(std::string_view prefix) {
  const std::lock_guard lock(m_mutex);
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [key, value] : m_facts)
    if (key.starts_with(prefix)) out.emplace_back(key, value);
  return out;
}

base::Result<void> StateStore::prune(std::size_t keep) {
  const std::lock_guard lock(m_mutex);
  const auto all = newestFirst();
  for (std::size_t i = keep; i < all.size(); ++i)
    m_jobs.erase(all[i].id);
  const auto gone = [this](const std::string& job) { return m_jobs.find(job) == m_jobs.end(); };
  std::erase_if(m_outcomes, [&](const OutcomeRecord& outcome) { return gone(outcome.job); });
  const auto oldest = m_jobs.empty() ? base::Timestamp::max() : all[m_jobs.size() - 1].created;
  std::erase_if(m_events, [&](const EventRecord& event) {
    return event.job.empty() ? event.time < oldest : gone(event.job);
  });
  return {};
}

} // namespace meridian::memory
