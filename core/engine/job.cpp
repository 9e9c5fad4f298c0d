// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/job.h"

#include "base/log.h"
#include "engine/job_words.h"
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
/// Who asks for a repair wants what differs replaced, whoever made it differ.
JobRequest settled(JobRequest request) {
  if (request.kind == JobKind::Audit && !request.on_conflict) request.on_conflict = plan::Promotion::Conflict::Overwrite;
  return request;
}
} // namespace

Job::Job(Workshop& workshop, std::shared_ptr<const Fleet> fleet, JobRequest request, std::string id,
         std::function<void(const CheckNote&)> noted)
    : m_workshop(workshop), m_fleet(std::move(fleet)), m_request(settled(std::move(request))), m_id(std::move(id)),
      m_noted(m_request.once ? std::function<void(const CheckNote&)>([](const CheckNote&) {}) : std::move(noted)) {
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
  m_workshop.tell(m_id, "info", title(m_request) + " started" + (m_request.cause.empty() ? "" : " (" + m_request.cause + ")"));
  conclude(work());
}

Result<void> Job::work() {
  // A rule that is not of the fleet has no promotions to end, holds nothing back, and says nothing of regions.
  if (!m_request.once &&
      (m_request.kind == JobKind::Sync || m_request.kind == JobKind::Promote || m_request.kind == JobKind::Rollback))
    if (!endOpenPromotions(m_workshop, *m_fleet, m_request.rule, {m_stop.get_token(), m_halt.get_token()}))
      return base::fail(Errc::Cancelled, "cancelled");
  switch (m_request.kind) {
  case JobKind::Sync:
  case JobKind::Promote:
  case JobKind::Prewarm:
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
  if (m_request.cause.empty() && !m_request.once) {
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
