// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/job.h"

#include "base/log.h"
#include "engine/job_words.h"
#include "promote/journals.h"

#include <algorithm>
#include <set>

// What a job remembers of itself: outcomes, counts, notes about regions, and its end.
namespace meridian::engine {

using base::Errc;
using base::Result;
using ports::JobState;

namespace {
/// Outcomes are saved in batches: one transaction per tag would make the database the slowest part of a no-op.
constexpr std::size_t kOutcomeBatch = 64;
/// Problems told one by one in the job's story; the outcomes have all of them.
constexpr std::size_t kMostToldProblems = 50;

ports::OutcomeRecord failedOutcome(std::string target, std::string ref) {
  ports::OutcomeRecord outcome;
  outcome.target = std::move(target);
  outcome.ref = std::move(ref);
  outcome.result = "failed";
  return outcome;
}
} // namespace

void Job::recordPlanned(const plan::Plan& plan) {
  std::size_t unchanged = 0;
  for (const auto& target : plan.targets) unchanged += target.tags_unchanged;
  m_workshop.tell(m_id, "info",
                  std::to_string(plan.tags_matched) + " tags match; " + std::to_string(plan.tags.size()) +
                      " to copy, " + std::to_string(unchanged) + " unchanged over " +
                      std::to_string(plan.targets.size()) + " targets; " + base::formatBytes(plan.read) +
                      " to read, " + base::formatBytes(plan.write()) + " to write");
  if (!plan.held.empty())
    m_workshop.tell(m_id, "info", std::to_string(plan.held.size()) + " tags stay rolled back until the source has something newer or "
                                  "somebody syncs by hand: " + plan.held.front() + (plan.held.size() > 1 ? " ..." : ""));
  for (const auto& target : plan.targets)
    if (!target.reachable) addOutcome(failedOutcome(target.id, {}), &target.error);
  for (const auto& entry : plan.unreadable)
    addOutcome(failedOutcome(entry.target, entry.ref), &entry.error);
}

void Job::addOutcome(ports::OutcomeRecord outcome, const base::Error* error) {
  outcome.job = m_id;
  outcome.finished = m_workshop.parts.clock->now();
  std::string story;
  std::vector<ports::OutcomeRecord> batch;
  {
    const std::lock_guard lock(m_mutex);
    if (error != nullptr && error->code != Errc::Cancelled) {
      outcome.error_code = base::name(error->code);
      outcome.error_message = error->text();
      outcome.http_status = error->http_status;
      outcome.registry_code = error->registry_code;
      outcome.retry_after = error->retry_after.count();
      if (m_record.error.empty()) m_record.error = error->text();
      if (++m_problems <= kMostToldProblems)
        story = (outcome.ref.empty() ? std::string() : outcome.ref) + (outcome.target.empty() ? "" : " -> " + outcome.target) +
                ": " + error->text();
    }
    // What an audit finds different has not failed to be copied.
    if (m_workshop.worked && (m_request.kind != JobKind::Audit || outcome.result == "copied"))
      m_workshop.worked(m_fleet->rule(m_request.rule)->source, outcome);
    m_outcomes.push_back(std::move(outcome));
    if (m_outcomes.size() >= kOutcomeBatch) batch.swap(m_outcomes);
  }
  if (!story.empty()) m_workshop.tell(m_id, "error", std::move(story));
  if (batch.empty()) return;
  if (auto put = m_workshop.parts.state->putOutcomes(batch); !put)
    base::log("engine", base::LogLevel::Warning, put.error().text());
}

void Job::rememberMounts(const plan::Plan& plan) {
  for (std::size_t t = 0; t < plan.targets.size(); ++t) {
    auto index = loadMountIndex(*m_workshop.parts.state, plan.targets[t].id);
    const auto before = index.size();
    for (std::size_t i = 0; i < plan.tags.size(); ++i)
      if (plan.tags[i].target == t && m_step_copied[i] != 0)
        for (const auto& blob : plan.tags[i].blobs) index.try_emplace(blob, plan.tags[i].repository);
    if (index.size() != before) saveMountIndex(*m_workshop.parts.state, plan.targets[t].id, index);
  }
}

/// A later promotion takes these for ours, and anything else for a conflict. Promotions write it themselves.
void Job::rememberTags(const plan::Plan& plan) {
  if (plan.staged) return;
  promote::Journals::Facts facts;
  for (std::size_t i = 0; i < plan.tags.size(); ++i)
    if (m_step_copied[i] != 0)
      facts.push_back(promote::Journals::flippedFact(plan.targets[plan.tags[i].target].id, plan.tags[i].ref(),
                                                     plan.tags[i].manifests.back()->digest));
  if (auto put = m_workshop.parts.state->putFacts(facts); !put) base::log("engine", base::LogLevel::Warning, put.error().text());
}

// A tag counts once, whatever the number of targets: failed if it failed anywhere, else copied if it was copied
// anywhere, else unchanged. So the three always add up to `matched` (less what a cancel left out).
void Job::countTags(const plan::Plan& plan) {
  const std::lock_guard lock(m_mutex);
  std::set<std::string> again;
  for (std::size_t i = 0; i < plan.tags.size(); ++i) {
    const auto ref = plan.tags[i].ref();
    again.insert(ref);
    if (m_step_copied[i] != 0)
      m_copied.insert(ref);
    else if (m_moved.contains(ref))
      m_left_out.insert(ref); // until the next round
    else if (m_progress->step(i).state == transfer::StepState::Failed)
      m_failed.insert(ref);
    else
      m_left_out.insert(ref);
  }
  // What an earlier round left to this one has been decided by it.
  for (const auto& ref : again)
    if (!m_moved.contains(ref) && m_copied.contains(ref) && !m_failed.contains(ref)) m_left_out.erase(ref);
  for (const auto& entry : plan.unreadable) m_failed.insert(entry.ref);
  m_all_failed = m_all_failed || std::any_of(plan.targets.begin(), plan.targets.end(),
                                             [](const auto& target) { return !target.reachable; });
  settleTags();
}

void Job::settleTags() {
  auto copied = m_copied;
  auto left_out = m_left_out;
  for (const auto& ref : m_failed) left_out.erase(ref);
  for (const auto& ref : m_failed) copied.erase(ref);
  for (const auto& ref : left_out) copied.erase(ref);
  const auto matched = m_record.tags_matched;
  m_record.tags_copied = m_all_failed ? 0 : copied.size();
  m_record.tags_failed = m_all_failed ? matched : m_failed.size();
  const auto known = copied.size() + m_failed.size() + left_out.size();
  m_record.tags_unchanged = m_all_failed || known > matched ? 0 : matched - known;
}

void Job::noteResults(const plan::Plan& plan) {
  if (!m_request.tags.empty() || m_request.kind == JobKind::Audit) return; // a repair's part is not the whole rule
  for (std::size_t t = 0; t < plan.targets.size(); ++t) {
    const auto& target = plan.targets[t];
    if (!target.reachable) continue;
    const auto [entry, first] = m_notes.try_emplace(
        target.id, CheckNote{plan.rule, target.id, plan.tags_matched, target.tags_unchanged, {}, {}});
    auto& note = entry->second;
    note.time = m_workshop.parts.clock->now();
    if (!first) note.equal += target.tags_unchanged; // moved at the source to what the target has
    for (std::size_t i = 0; i < plan.tags.size(); ++i) {
      if (plan.tags[i].target != t) continue;
      if (m_step_copied[i] != 0)
        ++note.equal;
      else if (const auto error = m_progress->step(i).error; error && error->code != Errc::Cancelled && error->code != Errc::TagMoved)
        note.problem = error;
    }
    note.equal = std::min(note.equal, note.total);
    m_noted(note);
  }
}

void Job::countTraffic(const Prepared& prepared) {
  const std::lock_guard lock(m_mutex);
  m_counted = true;
  m_record.read += base::ByteCount{prepared.source->traffic().read.load()};
  m_record.source_requests += prepared.source->traffic().requests.load();
  for (const auto& target : prepared.targets) {
    m_record.written += base::ByteCount{target->traffic().written.load()};
    m_record.target_requests += target->traffic().requests.load();
  }
  for (const auto& target : prepared.plan.targets) m_record.skipped += target.skipped;
  const auto figures = m_progress->figures();
  m_record.mounted += figures.mounted;
  m_record.resumed += figures.resumed;
}

void Job::conclude(const Result<void>& result) {
  if (!result && result.error().code != Errc::Cancelled) addOutcome(failedOutcome({}, {}), &result.error());
  std::vector<ports::OutcomeRecord> rest;
  std::string story;
  {
    const std::lock_guard lock(m_mutex);
    const bool cancelled = m_stop.stop_requested() || (!result && result.error().code == Errc::Cancelled);
    if (!result && !cancelled) {
      m_record.state = JobState::Failed;
    } else if (cancelled) {
      m_record.state = m_interrupted ? JobState::Interrupted : JobState::Cancelled;
    } else if (m_problems == 0) {
      m_record.state = JobState::Succeeded;
    } else {
      // Partial as soon as one tag is right at one target, by this run (in any of its rounds) or from before.
      bool any = m_some_right || !m_copied.empty();
      if (m_prepared)
        for (const auto& target : m_prepared->plan.targets) any = any || target.tags_unchanged > 0;
      m_record.state = any ? JobState::Partial : JobState::Failed;
    }
    m_record.finished = m_workshop.parts.clock->now();
    rest.swap(m_outcomes);
    story = title(m_request) + " " + std::string(ports::name(m_record.state)) + ": " +
            std::to_string(m_record.tags_copied) + " tags copied, " + std::to_string(m_record.tags_unchanged) +
            " unchanged, " + std::to_string(m_record.tags_failed) + " failed; " + base::formatBytes(m_record.read) +
            " read, " + base::formatBytes(m_record.written) + " written";
  }
  if (!rest.empty())
    if (auto put = m_workshop.parts.state->putOutcomes(rest); !put)
      base::log("engine", base::LogLevel::Warning, put.error().text());
  const bool fine = m_record.state == JobState::Succeeded || m_record.state == JobState::Cancelled;
  m_workshop.tell(m_id, fine ? "info" : "error", std::move(story));
  save();
  {
    const std::lock_guard lock(m_mutex);
    m_phase = JobPhase::Done;
  }
  m_changed.notify_all();
  if (m_workshop.changed) m_workshop.changed();
}

void Job::save() {
  ports::JobRecord record;
  {
    const std::lock_guard lock(m_mutex);
    record = m_record;
  }
  if (auto put = m_workshop.parts.state->putJob(record); !put)
    base::log("engine", base::LogLevel::Error, "the job cannot be remembered: " + put.error().text());
}
} // namespace meridian::engine
