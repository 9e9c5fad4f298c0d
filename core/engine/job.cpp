// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/job.h"

#include "base/log.h"
#include "engine/line_memory.h"
#include "engine/rollback_hold.h"
#include "engine/promotions.h"
#include "transfer/flows.h"

#include <algorithm>
#include <set>

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

/// Who asks for a repair wants what differs replaced, whoever made it differ.
JobRequest settled(JobRequest request) {
  if (request.kind == JobKind::Audit && !request.on_conflict) request.on_conflict = plan::Promotion::Conflict::Overwrite;
  return request;
}
} // namespace

Job::Job(Workshop& workshop, std::shared_ptr<const Fleet> fleet, JobRequest request, std::string id,
         std::function<void(const CheckNote&)> noted)
    : m_workshop(workshop), m_fleet(std::move(fleet)), m_request(settled(std::move(request))), m_id(std::move(id)),
      m_noted(std::move(noted)) {
  m_record.id = m_id;
  m_record.rule = m_request.rule;
  m_record.kind = name(m_request.kind);
  m_record.created = m_workshop.parts.clock->now();
  if (const auto* rule = m_fleet->rule(m_request.rule))
    m_targets = m_request.targets.empty() ? rule->targets : m_request.targets;
  save();
}

void Job::run() {
  {
    const std::lock_guard lock(m_mutex);
    m_record.state = JobState::Running;
    m_record.started = m_workshop.parts.clock->now();
    m_phase = JobPhase::Planning;
  }
  save();
  m_workshop.tell(m_id, "info", title() + " started" + (m_request.cause.empty() ? "" : " (" + m_request.cause + ")"));
  conclude(work());
}

Result<void> Job::work() {
  if (m_request.kind == JobKind::Sync || m_request.kind == JobKind::Promote || m_request.kind == JobKind::Rollback)
    if (!endOpenPromotions(m_workshop, *m_fleet, m_request.rule, {m_stop.get_token(), m_halt.get_token()}))
      return base::fail(Errc::Cancelled, "cancelled");
  switch (m_request.kind) {
  case JobKind::Sync:
  case JobKind::Promote:
    return sync();
  case JobKind::Rollback:
    return rollback();
  case JobKind::Audit:
    return audit();
  case JobKind::Restore:
    return restore();
  }
  return {};
}

// A tag that moves at the source while it is copied is taken again, as it is then; a tag that moves faster than that is
// reported and left to the next run.
Result<void> Job::sync() {
  constexpr int kRounds = 3;
  auto request = m_request;
  if (isStaged()) awaitTargets();
  for (int n = 1; n <= kRounds; ++n) {
    if (auto done = round(request, n == kRounds); !done) return done;
    if (m_stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled");
    if (m_moved.empty()) break;
    request.tags.assign(m_moved.begin(), m_moved.end());
  }
  return m_request.tags.empty() ? propagateDeletes() : Result<void>{};
}

Result<void> Job::round(const JobRequest& request, bool last) {
  auto prepared = prepare(m_workshop, *m_fleet, request, m_noted, [this](std::string why) { waits(std::move(why)); }, m_stop.get_token());
  if (!prepared) return base::pass(std::move(prepared));
  const auto kept = std::make_shared<const Prepared>(std::move(*prepared));
  begin(kept, last);
  recordPlanned(kept->plan);
  if (m_request.cause.empty()) {
    std::vector<std::string> wanted;
    for (const auto& step : kept->plan.tags) wanted.push_back(step.ref());
    RollbackHold(*m_workshop.parts.state, m_request.rule).release(wanted);
  }
  execute(*kept);
  if (kept->plan.staged && !m_stop.stop_requested())
    if (auto done = promote(*kept); !done) return done;
  rememberMounts(kept->plan);
  rememberTags(kept->plan);
  countTags(kept->plan);
  noteResults(kept->plan);
  countTraffic(*kept);
  return {};
}

void Job::begin(std::shared_ptr<const Prepared> prepared, bool last) {
  const std::lock_guard lock(m_mutex);
  m_last_round = last;
  m_prepared = std::move(prepared);
  const auto& plan = m_prepared->plan;
  m_progress = std::make_unique<transfer::Progress>(plan, *m_workshop.parts.clock);
  m_step_copied.assign(plan.tags.size(), 0);
  m_counted = false;
  m_phase = JobPhase::Copying;
  m_waiting.clear();
  m_record.bytes_total += plan.write();
  if (m_record.tags_matched == 0) m_record.tags_matched = plan.tags_matched;
  m_moved.clear();
}

std::string Job::title() const { return std::string(name(m_request.kind)) + " of rule \"" + m_request.rule + "\""; }

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

void Job::execute(const Prepared& prepared) {
  auto& parts = m_workshop.parts;
  const auto& source = prepared.plan.source;
  const auto reading = m_workshop.roads.reading(m_request.rule, source, m_pause);
  std::vector<std::shared_ptr<ports::ByteGate>> writing;
  transfer::Ends ends{{*prepared.source, source, reading.get()}, {}};
  for (std::size_t t = 0; t < prepared.targets.size(); ++t) {
    const auto& id = prepared.plan.targets[t].id;
    writing.push_back(m_workshop.roads.writing(id, m_pause));
    ends.targets.emplace_back(*prepared.targets[t], id, writing.back().get());
  }
  transfer::FlowOptions options;
  if (const auto known = loadLine(*parts.state, source); known.flows > 0) options.count.start = known.flows;
  transfer::Flows flows(*prepared.source, m_workshop.flow, *parts.clock, options, ends.source.gate);
  ends.flows = &flows;
  ends.spool = parts.spool.get();
  ends.journal = parts.state.get();
  ends.tell = [this](std::string_view level, std::string text) { m_workshop.tell(m_id, level, std::move(text)); };
  transfer::Executor executor(prepared.plan, std::move(ends), {m_workshop.xfer, m_workshop.write, m_workshop.places},
                              *parts.clock, *m_progress,
                              [&](std::size_t step, const Result<void>& result) { stepDone(prepared, step, result); });
  {
    const std::lock_guard lock(m_mutex);
    m_executor = &executor;
    if (m_top) executor.moveToTop();
    if (m_pause->isPaused()) executor.hold(true);
  }
  executor.run(m_stop.get_token());
  {
    const std::lock_guard lock(m_mutex);
    m_executor = nullptr;
  }
  if (const auto learned = flows.learned(); learned.flows > 0) saveLine(*parts.state, source, learned);
}

void Job::waits(std::string why) {
  const std::lock_guard lock(m_mutex);
  if (m_progress && m_phase == JobPhase::Copying)
    m_progress->wait(std::move(why));
  else
    m_waiting = std::move(why);
}

void Job::pause(bool on) {
  {
    const std::lock_guard lock(m_mutex);
    if (on == m_pause->isPaused()) return;
    if (on)
      m_pause->pause();
    else
      m_pause->resume();
    if (m_executor != nullptr) m_executor->hold(on);
  }
  m_workshop.tell(m_id, "info", on ? "paused" : "goes on");
  if (m_workshop.changed) m_workshop.changed();
}

void Job::moveToTop() {
  const std::lock_guard lock(m_mutex);
  m_top = true;
  if (m_executor != nullptr) m_executor->moveToTop();
}

void Job::stepDone(const Prepared& prepared, std::size_t index, const Result<void>& result) {
  const auto& step = prepared.plan.tags[index];
  const auto progress = m_progress->step(index);
  if (prepared.plan.staged && result) {
    // Nobody can see it yet: promotion says what becomes of it.
    const std::lock_guard lock(m_mutex);
    m_staged.insert({step.target, step.ref()});
    return;
  }
  if (!result && result.error().code == Errc::TagMoved) {
    bool again = false;
    bool news = false;
    {
      const std::lock_guard lock(m_mutex);
      again = !m_last_round;
      news = again && m_moved.insert(step.ref()).second;
    }
    // Without the lock: who tells wakes the engine, which asks jobs how they are while it holds its own.
    if (news) m_workshop.tell(m_id, "warning", result.error().message + "; what it has now is taken");
    if (again) return;
  }
  ports::OutcomeRecord outcome;
  outcome.target = prepared.plan.targets[step.target].id;
  outcome.ref = step.ref();
  outcome.digest = step.manifests.back()->digest.text();
  outcome.bytes = step.bytes;
  outcome.seconds = progress.finished - progress.started;
  outcome.result = result ? "copied" : result.error().code == Errc::Cancelled ? "cancelled" : "failed";
  if (result) {
    const std::lock_guard lock(m_mutex);
    m_step_copied[index] = 1;
    m_record.tags_copied += 1; // live; countTags() settles it
  }
  if (m_workshop.changed) m_workshop.changed();
  addOutcome(std::move(outcome), result ? nullptr : &result.error());
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
    story = title() + " " + std::string(ports::name(m_record.state)) + ": " +
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

void Job::interrupt() {
  {
    const std::lock_guard lock(m_mutex);
    m_interrupted = true;
  }
  m_halt.request_stop();
  m_stop.request_stop();
}

bool Job::wait(std::stop_token stop) {
  std::unique_lock lock(m_mutex);
  return m_changed.wait(lock, stop, [this] { return m_phase == JobPhase::Done; });
}

bool Job::ended() const {
  const std::lock_guard lock(m_mutex);
  return m_phase == JobPhase::Done;
}

} // namespace meridian::engine
