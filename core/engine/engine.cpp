// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "audit/report.h"
#include "engine/audit_memory.h"
#include "engine/delete_memory.h"
#include "engine/interior.h"
#include "engine/once.h"
#include "engine/profile_memory.h"
#include "engine/promotions.h"
#include "engine/region_check.h"

#include <algorithm>
#include <set>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

Engine::Engine(std::unique_ptr<Interior> interior) : m_interior(std::move(interior)) {}
Engine::~Engine() { m_interior->stopServices(); }

Result<std::unique_ptr<Engine>> Engine::assemble(Parts parts, Fleet fleet, std::filesystem::path fleet_file) {
  if (const auto problems = validate(fleet); !problems.empty())
    return fail(Errc::ConfigInvalid, problems.front().path + ": " + problems.front().message);
  auto interrupted = parts.state->markInterrupted(parts.clock->now());
  if (!interrupted) return base::pass(std::move(interrupted), "read the state database");
  auto interior = std::make_unique<Interior>(std::move(parts), std::move(fleet), std::move(fleet_file));
  for (const auto& job : *interrupted)
    interior->workshop.tell(job.id, "warning",
                            "sync of rule \"" + job.rule + "\" was interrupted; the next sync of the rule completes it");
  if (!interrupted->empty()) interior->board.refreshHistory();
  interior->interrupted = std::move(*interrupted);
  return std::unique_ptr<Engine>(new Engine(std::move(interior)));
}

std::shared_ptr<const Fleet> Engine::fleet() const {
  const std::lock_guard lock(m_interior->mutex);
  return m_interior->fleet;
}

Result<void> Engine::replaceFleet(Fleet fleet) {
  if (const auto problems = validate(fleet); !problems.empty())
    return fail(Errc::ConfigInvalid, problems.front().path + ": " + problems.front().message);
  if (!m_interior->fleet_file.empty())
    if (auto saved = saveFleet(fleet, m_interior->fleet_file); !saved) return saved;
  m_interior->applyFleet(std::move(fleet));
  // A listener that cannot move has said so; the fleet holds.
  (void)m_interior->followFleet();
  return {};
}

Result<void> Engine::storeCredential(std::string_view name, const auth::Credential& credential, std::stop_token stop) {
  auto& secrets = m_interior->workshop.parts.secrets;
  if (!secrets) return fail(Errc::Unsupported, "this engine keeps no credentials");
  return credential.empty() ? secrets->erase(name, stop) : secrets->put(name, credential, stop);
}

Result<std::string> Engine::start(JobRequest request) {
  auto& in = *m_interior;
  std::shared_ptr<Job> job;
  const std::lock_guard starting(in.start_mutex);
  {
    std::unique_lock lock(in.mutex);
    const auto current = fleetFor(in.fleet, request, false);
    if (!current) return fail(current.error());
    for (const auto& other : in.jobs)
      if (!other->ended() && other->request().rule == request.rule)
        return fail(Errc::AlreadyExists, "rule \"" + request.rule + "\" is being synced already (job " + other->id() + ")");
    const auto id = in.newId();
    lock.unlock();
    job = std::make_shared<Job>(in.workshop, *current, std::move(request), id,
                                [&in](const CheckNote& note) { in.board.note(note); });
    lock.lock();
    in.jobs.push_back(job);
  }
  in.job_threads.submit([&in, job] {
    job->run();
    in.ended(job->id());
  });
  in.markChanged();
  return job->id();
}

Result<std::string> Engine::retryFailed(std::string_view id) {
  auto ended = job(id);
  if (!ended) return base::pass(std::move(ended));
  JobRequest request;
  request.rule = ended->record.rule;
  for (const auto kind : {JobKind::Promote, JobKind::Restore})
    if (ended->record.kind == name(kind)) request.kind = kind;
  std::set<std::string> targets;
  std::set<std::string> tags;
  for (const auto& outcome : ended->outcomes) {
    if (outcome.result != "failed") continue;
    targets.insert(outcome.target);
    tags.insert(outcome.ref);
  }
  if (tags.empty()) return fail(Errc::NotFound, "nothing failed in job " + ended->record.id);
  request.targets.assign(targets.begin(), targets.end());
  request.tags.assign(tags.begin(), tags.end());
  return start(std::move(request));
}

Result<void> Engine::cancel(std::string_view id) {
  const auto job = m_interior->find(id);
  if (!job || job->ended()) return fail(Errc::NotFound, "no running job " + std::string(id));
  job->cancel();
  return {};
}

Result<void> Engine::pause(std::string_view id) {
  const auto job = m_interior->find(id);
  if (!job || job->ended()) return fail(Errc::NotFound, "no running job " + std::string(id));
  job->pause(true);
  return {};
}

Result<void> Engine::resume(std::string_view id) {
  const auto job = m_interior->find(id);
  if (!job || job->ended()) return fail(Errc::NotFound, "no running job " + std::string(id));
  job->pause(false);
  return {};
}

void Engine::setSlowMode(base::RateLimit limit) {
  auto& workshop = m_interior->workshop;
  workshop.roads.slowDown(limit);
  const auto text = limit ? base::formatRateLimit(limit) : std::string();
  if (auto put = workshop.parts.state->putFact("slow mode", text); !put)
    workshop.tell({}, "warning", "slow mode is not remembered: " + put.error().text());
  workshop.tell({}, "info", limit ? "slow mode: all transfers together at " + text + " at most" : "slow mode is off");
  m_interior->markChanged();
}

Result<ports::RegistryProfile> Engine::profile(std::string_view id, const ports::ProbeRequest& request, std::stop_token stop) {
  const auto current = fleet();
  const auto* region = current->region(id);
  if (region == nullptr) return fail(Errc::NotFound, "the fleet has no region \"" + std::string(id) + "\"");
  const auto registry = m_interior->workshop.connect(*region);
  auto found = registry->probe(request, stop);
  if (!found) return base::pass(std::move(found), "probe " + region->id);
  if (auto saved = saveProfile(*m_interior->workshop.parts.state, *region, *found); !saved) return base::pass(std::move(saved));
  m_interior->markChanged();
  return found;
}

std::optional<ports::RegistryProfile> Engine::knownProfile(std::string_view id) {
  const auto current = fleet();
  const auto* region = current->region(id);
  return region ? loadProfile(*m_interior->workshop.parts.state, *region) : std::nullopt;
}

Result<void> Engine::moveToTop(std::string_view id) {
  const auto job = m_interior->find(id);
  if (!job || job->ended()) return fail(Errc::NotFound, "no running job " + std::string(id));
  job->moveToTop();
  return {};
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

Result<plan::Plan> Engine::plan(const JobRequest& request, std::stop_token stop) {
  auto found = fleetFor(fleet(), request, true);
  if (!found) return fail(found.error());
  const auto current = std::move(*found);
  auto prepared = prepare(m_interior->workshop, *current, request,
                          [this](const CheckNote& note) { m_interior->board.note(note); }, {}, stop);
  m_interior->markChanged();
  if (!prepared) return base::pass(std::move(prepared));
  if (request.tags.empty())
    if (auto seen = foreseeDeletes(m_interior->workshop, *current->rule(request.rule), *prepared, stop); !seen) {
      if (seen.error().code == Errc::Cancelled) return base::pass(std::move(seen));
      prepared->plan.deletion_remarks.push_back("nothing can be said of deletes: " + seen.error().text());
    }
  return std::move(prepared->plan);
}

Result<std::vector<DeletedTag>> Engine::deleted(std::string_view rule) {
  auto saved = savedTags(*m_interior->workshop.parts.state);
  if (!saved) return base::pass(std::move(saved));
  std::vector<DeletedTag> tags;
  for (auto& one : *saved)
    if (rule.empty() || one.tag.rule == rule) tags.push_back(std::move(one.tag));
  return tags;
}

RegionCheck Engine::check(const Region& region, std::optional<auth::Credential> typed, std::stop_token stop) {
  const auto registry = m_interior->workshop.connect(region, std::move(typed));
  auto found = checkRegion(region, *registry, stop);
  const auto& product = m_interior->workshop.parts.product;
  if (product && speaksHttp(found)) tellProduct(found, product(region, stop));
  return found;
}

std::optional<AuditStatus> Engine::audited(std::string_view rule) {
  return loadAudit(*m_interior->workshop.parts.state, rule);
}

Result<std::string> Engine::auditReport(std::string_view rule, ReportFormat format) {
  const auto result = loadAuditResult(*m_interior->workshop.parts.state, rule);
  if (!result) return fail(result.error());
  return format == ReportFormat::Html ? audit::toHtml(*result) : audit::toJson(*result);
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

std::vector<ports::EventRecord> Engine::events(std::string_view job, std::uint64_t seq) {
  auto found = m_interior->workshop.parts.state->events(job, seq, 500);
  if (!found) return {};
  return std::move(*found);
}

std::shared_ptr<const Snapshot> Engine::snapshot() const {
  const std::lock_guard lock(m_interior->mutex);
  return m_interior->snapshot;
}

base::Subscription Engine::onSnapshot(std::function<void()> changed) {
  auto& in = *m_interior;
  const std::lock_guard lock(in.subscribers_mutex);
  const auto id = ++in.subscribers_made;
  in.subscribers->emplace(id, std::move(changed));
  return base::Subscription([&in, id, alive = std::weak_ptr(in.subscribers)] {
    // The engine may be gone before the subscription is.
    const auto all = alive.lock();
    if (!all) return;
    const std::lock_guard guard(in.subscribers_mutex);
    all->erase(id);
  });
}

} // namespace meridian::engine
