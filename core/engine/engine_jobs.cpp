// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's jobs: what may be done with them, and what is known of them.
#include "engine/engine.h"

#include "engine/interior.h"
#include "engine/job_words.h"
#include "engine/once.h"
#include "engine/promotions.h"
#include "engine/unfinished.h"

#include <algorithm>
#include <functional>
#include <set>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

Result<std::string> Engine::Interior::begin(JobRequest request) {
  std::shared_ptr<Job> job;
  const std::lock_guard starting(start_mutex);
  {
    std::unique_lock lock(mutex);
    const auto id = newId();
    if (request.once && request.rule == kAnyPrewarm) request.rule = request.once->id = std::string(kAnyPrewarm) + "-" + id;
    const auto current = fleetFor(fleet, request, false);
    if (!current) return fail(current.error());
    for (const auto& other : jobs)
      if (!other->ended() && other->request().rule == request.rule)
        return fail(Errc::AlreadyExists, "rule \"" + request.rule + "\" is being synced already (job " + other->id() + ")");
    if (request.once) workshop.roads.follow(**current); // what the rule may move
    lock.unlock();
    const bool whole = request.kind == JobKind::Sync || request.kind == JobKind::Promote;
    if (!request.once && whole && request.tags.empty() && request.targets.empty())
      forgetUnfinishedOf(*workshop.parts.state, request.rule);
    if (request.once) saveOnce(*workshop.parts.state, id, **current, request);
    job = std::make_shared<Job>(workshop, *current, std::move(request), id, [this](const CheckNote& note) { board.note(note); });
    lock.lock();
    jobs.push_back(job);
  }
  job_threads.submit([this, job] {
    job->run();
    ended(job->id());
  });
  markChanged();
  return job->id();
}

Result<std::string> Engine::start(JobRequest request) {
  const auto words = details(request);
  const auto about = subject(request);
  const auto cause = request.cause;
  auto id = m_interior->begin(std::move(request));
  // What looks by itself every few minutes would leave no room for what people did; that a rule is busy is no news
  // where nobody asked.
  if (cause == "poll" || (!id && !cause.empty() && id.error().code == Errc::AlreadyExists)) return id;
  m_interior->ledger.put("job.start", about, id ? words + "; job " + *id : words, id, cause);
  return id;
}

Result<std::string> Engine::Interior::retry(const JobSummary& ended) {
  const auto once = loadOnce(*workshop.parts.state, ended.record.id);
  JobRequest request = once.value_or(JobRequest{});
  request.rule = ended.record.rule;
  for (const auto kind : {JobKind::Promote, JobKind::Rollback, JobKind::Restore, JobKind::Audit, JobKind::Prewarm})
    if (ended.record.kind == name(kind)) request.kind = kind;
  std::set<std::string> targets, tags;
  // How far an interrupted job came is not known; what is there already costs a question each.
  const bool whole = ended.record.state == ports::JobState::Interrupted;
  bool failed = false, every_target = whole, every_tag = whole;
  for (const auto& outcome : ended.outcomes) {
    if (outcome.result != "failed") continue;
    failed = true;
    // A registry that was not there has no name of a tag to show, and a source not even that of a target.
    outcome.target.empty() ? void(every_target = true) : void(targets.insert(outcome.target));
    outcome.ref.empty() ? void(every_tag = true) : void(tags.insert(outcome.ref));
  }
  if (!failed && !whole) return fail(Errc::NotFound, "nothing failed in job " + ended.record.id);
  if (!every_target && request.kind != JobKind::Rollback) request.targets.assign(targets.begin(), targets.end());
  if (!every_tag) request.tags.assign(tags.begin(), tags.end());
  return begin(std::move(request));
}

Result<std::string> Engine::retryFailed(std::string_view id) {
  auto ended = job(id);
  if (!ended) return base::pass(std::move(ended));
  const std::string what = ended->record.state == ports::JobState::Interrupted ? "what was left" : "what failed";
  auto again = m_interior->retry(*ended);
  if (again) forgetUnfinished(*m_interior->workshop.parts.state, ended->record.id);
  m_interior->ledger.put("job.retry", "job " + ended->record.id, again ? what + ", as job " + *again : what, again);
  return again;
}

void Engine::Interior::resumeOnce(const ports::JobRecord& left) {
  auto request = loadOnce(*workshop.parts.state, left.id);
  if (!request) return;
  request->cause = "restart";
  const auto what = title(*request);
  const auto about = subject(*request);
  const auto words = details(*request) + "; goes on where job " + left.id + " was interrupted";
  const auto id = begin(std::move(*request));
  ledger.put("job.start", about, id ? words + "; job " + *id : words, id, "restart");
  if (!id) workshop.tell(left.id, "error", what + " was not started (restart): " + id.error().text());
}

Result<void> Engine::cancel(std::string_view id) {
  return m_interior->command("job.cancel", id, [](Job& job) { job.cancel(); });
}

Result<void> Engine::pause(std::string_view id) {
  return m_interior->command("job.pause", id, [](Job& job) { job.pause(true); });
}

Result<void> Engine::resume(std::string_view id) {
  return m_interior->command("job.resume", id, [](Job& job) { job.pause(false); });
}

Result<void> Engine::moveToTop(std::string_view id) {
  return m_interior->command("job.top", id, [](Job& job) { job.moveToTop(); });
}

Result<void> Engine::Interior::command(std::string_view verb, std::string_view id, const std::function<void(Job&)>& order) {
  const auto job = find(id);
  Result<void> done;
  if (!job || job->ended())
    done = fail(Errc::NotFound, "no running job " + std::string(id));
  else
    order(*job);
  ledger.put(verb, "job " + std::string(id), job ? title(job->request()) : std::string(), done);
  return done;
}

std::vector<BlobStatus> Engine::blobs(std::string_view id) {
  const auto job = m_interior->find(id);
  return job ? job->blobs() : std::vector<BlobStatus>{};
}

Result<JobSummary> Engine::wait(std::string_view id, std::stop_token stop) {
  const auto job = m_interior->find(id);
  if (job && !job->wait(stop)) return fail(Errc::Cancelled, "cancelled");
  return this->job(id);
}

Result<std::vector<ports::JobRecord>> Engine::jobs(std::size_t limit) {
  return m_interior->workshop.parts.state->jobs({}, limit);
}

Result<JobSummary> Engine::job(std::string_view id) {
  auto& state = *m_interior->workshop.parts.state;
  auto record = state.job(id);
  if (!record) return base::pass(std::move(record));
  if (!*record) {
    auto all = state.jobs({}, 10'000);
    if (!all) return base::pass(std::move(all));
    std::vector<ports::JobRecord> fitting;
    for (const auto& job : *all)
      if (!id.empty() && (job.id.starts_with(id) || job.id.ends_with(id))) fitting.push_back(job);
    if (fitting.size() > 1) return fail(Errc::NotFound, "several jobs are meant by \"" + std::string(id) + "\"; give more of the id");
    if (fitting.empty()) return fail(Errc::NotFound, "no job \"" + std::string(id) + "\"");
    *record = fitting.front();
  }
  JobSummary summary;
  summary.record = **record;
  auto outcomes = state.outcomes(summary.record.id);
  if (!outcomes) return base::pass(std::move(outcomes));
  summary.outcomes = std::move(*outcomes);
  const auto current = fleet();
  std::vector<std::string> ids;
  const auto live = m_interior->find(summary.record.id);
  summary.promotion = live ? live->promotion() : knownPromotion(state, summary.record.id);
  if (live)
    ids = live->status().targets; // those that were asked for
  else if (const auto once = loadOnce(state, summary.record.id))
    ids = once->targets.empty() ? once->once->targets : once->targets;
  else if (const auto* rule = current->rule(summary.record.rule))
    ids = rule->targets;
  for (const auto& target : ids) {
    JobSummary::Target row{target, summary.record.state, 0};
    bool failed = false;
    bool fine = false;
    bool refused = false;
    for (const auto& outcome : summary.outcomes) {
      if (outcome.target != target) continue;
      refused = refused || outcome.result == "refused";
      if (outcome.result == "copied") ++row.tags_copied;
      failed = failed || outcome.result == "failed";
      fine = fine || outcome.result == "copied" || outcome.result == "restored";
    }
    using ports::JobState;
    if (summary.record.state == JobState::Partial || summary.record.state == JobState::Succeeded)
      row.result = !failed ? (refused ? JobState::Partial : JobState::Succeeded) : fine ? JobState::Partial : JobState::Failed;
    summary.targets.push_back(std::move(row));
  }
  return summary;
}

std::vector<ImageStatus> Engine::images(std::string_view id) {
  if (const auto job = m_interior->find(id)) return job->images();
  std::vector<ImageStatus> rows;
  const auto outcomes = m_interior->workshop.parts.state->outcomes(id);
  if (!outcomes) return rows;
  for (const auto& outcome : *outcomes) {
    ImageStatus row{outcome.target, outcome.ref, outcome.digest, ImageStatus::State::Failed,
                    outcome.bytes, outcome.bytes, outcome.error_code, outcome.error_message};
    if (outcome.result == "deleted") continue; // no image of the job: its story tells
    if (outcome.result == "copied" || outcome.result == "restored") row.state = ImageStatus::State::Copied;
    if (outcome.result == "unchanged") row.state = ImageStatus::State::Unchanged;
    if (outcome.result == "cancelled") row.state = ImageStatus::State::Cancelled;
    rows.push_back(std::move(row));
  }
  return rows;
}

} // namespace meridian::engine
