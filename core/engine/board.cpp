// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/board.h"

#include "base/log.h"
#include "engine/audit_memory.h"
#include "engine/once.h"
#include "engine/profile_memory.h"
#include "engine/promotions.h"

#include <algorithm>
#include <set>
#include <numeric>
#include <sstream>

namespace meridian::engine {

namespace {

constexpr std::size_t kHistory = 60;
constexpr std::size_t kJobsShown = 100;

std::string factKey(const std::string& target, const std::string& rule) { return "check/" + target + "/" + rule; }

void shift(std::vector<float>& history, double value) {
  history.push_back(static_cast<float>(value));
  if (history.size() > kHistory) history.erase(history.begin());
}

/// Of a job that is over. One whose rule is not of the fleet says itself which regions it was for.
JobStatus finished(const ports::JobRecord& record, std::vector<std::string> targets) {
  JobStatus status;
  status.record = record;
  status.targets = std::move(targets);
  status.phase = JobPhase::Done;
  status.total = record.bytes_total;
  status.done = record.state == ports::JobState::Succeeded ? record.bytes_total : std::min(record.written, record.bytes_total);
  status.tags_total = record.tags_matched;
  status.tags_done = record.tags_copied + record.tags_unchanged;
  return status;
}

std::vector<std::string> onceTargets(ports::StateStore& state, const std::string& job) {
  const auto once = loadOnce(state, job);
  if (!once) return {};
  return once->targets.empty() ? once->once->targets : once->targets;
}

bool meansOffline(base::Errc code) {
  using base::Errc;
  return code == Errc::HostUnknown || code == Errc::ConnectionRefused || code == Errc::ConnectionLost ||
         code == Errc::Timeout || code == Errc::Stalled;
}

} // namespace

void Board::Meter::set(const std::string& job, std::uint64_t value) {
  auto& last = by_job[job];
  if (value > last) total += value - last;
  last = value;
}

void Board::load(const Fleet& fleet) {
  const std::lock_guard lock(m_mutex);
  for (const auto& region : fleet.regions)
    if (const auto profile = loadProfile(*m_parts.state, region)) keepShortest(region.id, profile->round_trip);
  for (const auto& rule : fleet.rules) {
    if (auto audit = loadAudit(*m_parts.state, rule.id)) m_audits.insert_or_assign(rule.id, std::move(*audit));
    auto regions = rule.targets;
    regions.push_back(rule.source);
    for (const auto& target : regions) {
      const auto text = m_parts.state->fact(factKey(target, rule.id));
      if (!text || !*text) continue;
      CheckNote note{rule.id, target, 0, 0, {}, {}};
      long long time = 0;
      long long in_sync = 0;
      std::istringstream fields(**text);
      if (!(fields >> note.total >> note.equal >> time >> in_sync)) continue;
      note.time = base::Timestamp{std::chrono::milliseconds{time}};
      m_notes[{target, rule.id}] = note;
      auto& last = m_last_in_sync[target];
      last = std::max(last, base::Timestamp{std::chrono::milliseconds{in_sync}});
    }
  }
}

void Board::note(const CheckNote& note) {
  std::string fact;
  {
    const std::lock_guard lock(m_mutex);
    auto& kept = m_notes[{note.target, note.rule}];
    if (note.problem) {
      // What was known of the tags stays true until somebody can look again.
      kept.rule = note.rule;
      kept.target = note.target;
      kept.problem = note.problem;
      if (note.total > 0) kept.total = note.total;
      if (!meansOffline(note.problem->code)) kept.equal = note.equal;
      return;
    }
    kept = note;
    const bool in_sync = std::all_of(m_notes.begin(), m_notes.end(), [&](const auto& entry) {
      return entry.first.first != note.target || (entry.second.equal == entry.second.total && !entry.second.problem);
    });
    if (in_sync) m_last_in_sync[note.target] = note.time;
    fact = std::to_string(note.total) + " " + std::to_string(note.equal) + " " +
           std::to_string(note.time.time_since_epoch().count()) + " " +
           std::to_string(m_last_in_sync[note.target].time_since_epoch().count());
  }
  if (auto put = m_parts.state->putFact(factKey(note.target, note.rule), fact); !put)
    base::log("engine", base::LogLevel::Warning, put.error().text());
}

void Board::note(AuditStatus status) {
  const std::lock_guard lock(m_mutex);
  auto rule = status.rule;
  m_audits.insert_or_assign(std::move(rule), std::move(status));
}

void Board::refreshHistory() {
  const auto jobs = m_parts.state->jobs({}, kJobsShown);
  const auto promotions = knownPromotions(*m_parts.state);
  std::map<std::string, std::vector<std::string>> targets; // of those that are known already
  {
    const std::lock_guard lock(m_mutex);
    for (const auto& job : m_finished) targets.emplace(job.record.id, job.targets);
  }
  std::vector<JobStatus> done;
  if (jobs)
    for (const auto& record : *jobs) {
      if (record.state == ports::JobState::Running || record.state == ports::JobState::Queued) continue;
      const auto known = targets.find(record.id);
      done.push_back(finished(record, known != targets.end() ? known->second : onceTargets(*m_parts.state, record.id)));
    }
  const std::lock_guard lock(m_mutex);
  for (const auto& promotion : promotions) {
    // What this life saw itself says more than the journal; what was open may have been ended since.
    const auto [entry, first] = m_promotions.try_emplace(promotion.rule, promotion);
    if (!first && (entry->second.job != promotion.job || entry->second.phase == PromotionStatus::Phase::Mixed) &&
        entry->second.time <= promotion.time)
      entry->second = promotion;
  }
  if (jobs) m_finished = std::move(done);
}

void Board::forget(const std::string& job) {
  const std::lock_guard lock(m_mutex);
  m_job_rates.erase(job);
  for (auto& [region, pulse] : m_pulses) {
    pulse.in.by_job.erase(job);
    pulse.out.by_job.erase(job);
  }
  for (auto& [ends, link] : m_links) link.meter.by_job.erase(job);
}

void Board::sample(const std::vector<std::shared_ptr<Job>>& running, bool second) {
  const auto now = m_parts.clock->steady();
  const std::lock_guard lock(m_mutex);
  for (auto& [ends, link] : m_links) {
    link.active = false;
    link.transfers = 0;
    if (second || running.empty()) link.waiting = 0;
  }
  for (const auto& job : running) {
    const auto flow = job->flow(second);
    for (const auto& [region, time] : flow.round_trips) keepShortest(region, time);
    std::uint64_t written = 0;
    for (std::size_t t = 0; t < flow.written.size(); ++t) {
      const auto& [target, bytes] = flow.written[t];
      written += bytes;
      m_pulses[target].in.set(job->id(), bytes);
      auto& link = m_links[{flow.source, target}];
      link.meter.set(job->id(), bytes);
      link.transfers += flow.transfers[t];
      if (t < flow.queued.size()) link.waiting += flow.queued[t];
      link.active = link.active || flow.transfers[t] > 0;
    }
    m_pulses[flow.source].out.set(job->id(), flow.read);
    m_job_rates[job->id()].sample(now, written);
  }
  double total = 0;
  for (auto& [region, pulse] : m_pulses) {
    pulse.in.rate.sample(now, pulse.in.total);
    pulse.out.rate.sample(now, pulse.out.total);
    const double rate = pulse.in.rate.rate().value + pulse.out.rate.rate().value;
    total += pulse.in.rate.rate().value;
    if (second) shift(pulse.history, rate);
  }
  for (auto& [ends, link] : m_links) {
    link.meter.rate.sample(now, link.meter.total);
    if (second) shift(link.history, link.meter.rate.rate().value);
  }
  m_figures.throughput.value = total;
  if (second) shift(m_throughput, total);
  m_peak = std::max(m_peak, total);
}

bool Board::moving() const {
  const std::lock_guard lock(m_mutex);
  return std::any_of(m_pulses.begin(), m_pulses.end(), [](const auto& entry) {
    // A job that was over within a second is in no history yet, but its rate is shown.
    if (entry.second.in.rate.rate().value > 0 || entry.second.out.rate.rate().value > 0) return true;
    const auto& history = entry.second.history;
    return std::any_of(history.begin(), history.end(), [](float value) { return value > 0; });
  });
}

RegionStatus Board::status(const Region& region, const Fleet& fleet) const {
  RegionStatus status;
  status.region = region;
  bool checked = false;
  for (const auto& [key, note] : m_notes) {
    if (key.first != region.id || fleet.rule(key.second) == nullptr) continue;
    status.tags_total += note.total;
    status.tags_equal += note.equal;
    status.last_check = std::max(status.last_check, note.time);
    if (note.problem && !status.problem) status.problem = note.problem;
    checked = checked || note.problem || note.time != base::Timestamp{};
  }
  if (const auto found = m_last_in_sync.find(region.id); found != m_last_in_sync.end())
    status.last_in_sync = found->second;
  if (const auto found = m_pulses.find(region.id); found != m_pulses.end()) {
    status.in = found->second.in.rate.rate();
    status.out = found->second.out.rate.rate();
    status.history = found->second.history;
  }
  if (status.problem)
    status.state = meansOffline(status.problem->code) ? RegionState::Offline : RegionState::Failed;
  else if (checked)
    status.state = status.tags_equal < status.tags_total ? RegionState::Drift : RegionState::InSync;
  return status;
}

std::shared_ptr<const Snapshot> Board::picture(std::shared_ptr<const Fleet> fleet,
                                               const std::vector<std::shared_ptr<Job>>& running, const Roads& roads,
                                               std::uint64_t last_event) {
  auto snapshot = std::make_shared<Snapshot>();
  const std::lock_guard lock(m_mutex);
  snapshot->revision = ++m_revision;
  snapshot->time = m_parts.clock->now();
  snapshot->fleet = fleet;
  snapshot->slow = roads.slow();
  snapshot->last_event = last_event;
  for (const auto& region : fleet->regions) {
    snapshot->regions.push_back(status(region, *fleet));
    const auto held = roads.held(region.id);
    snapshot->regions.back().held = held.why;
    snapshot->regions.back().held_until = held.until;
  }
  addJobs(*snapshot, running);
  addPromotions(*snapshot, running);
  const auto find = [&](const std::string& id) {
    return std::find_if(snapshot->regions.begin(), snapshot->regions.end(),
                        [&](const auto& status) { return status.region.id == id; });
  };
  for (const auto& job : snapshot->jobs) {
    if (job.phase != JobPhase::Copying) continue;
    for (const auto& share : job.shares)
      if (const auto region = find(share.target); region != snapshot->regions.end() && share.total.value > 0) {
        region->state = RegionState::Syncing;
        region->done += share.done;
        region->total += share.total;
      }
  }
  countWork();
  addLinks(*snapshot, running);
  for (const auto& rule : fleet->rules)
    if (const auto audit = m_audits.find(rule.id); audit != m_audits.end()) snapshot->audits.push_back(audit->second);
  addFigures(*snapshot);
  return snapshot;
}

void Board::note(const PromotionStatus& promotion) {
  const std::lock_guard lock(m_mutex);
  m_promotions.insert_or_assign(promotion.rule, promotion);
}

void Board::addPromotions(Snapshot& snapshot, const std::vector<std::shared_ptr<Job>>& running) const {
  std::set<std::string> shown;
  for (const auto& job : running)
    if (auto promotion = job->promotion()) {
      shown.insert(promotion->rule);
      snapshot.promotions.push_back(std::move(*promotion));
    }
  for (const auto& [rule, promotion] : m_promotions)
    if (!shown.contains(rule)) snapshot.promotions.push_back(promotion);
}

void Board::addJobs(Snapshot& snapshot, const std::vector<std::shared_ptr<Job>>& running) {
  for (const auto& job : running) {
    auto status = job->status();
    if (const auto meter = m_job_rates.find(job->id()); meter != m_job_rates.end()) {
      status.rate = meter->second.rate();
      status.left = base::timeLeft(status.done, status.total, status.rate);
    }
    snapshot.jobs.push_back(std::move(status));
  }
  std::reverse(snapshot.jobs.begin(), snapshot.jobs.end());
  for (const auto& status : m_finished) {
    if (snapshot.jobs.size() >= kJobsShown) break;
    if (std::none_of(running.begin(), running.end(), [&](const auto& job) { return job->id() == status.record.id; }))
      snapshot.jobs.push_back(status);
  }
  // A finished job of the fleet has no targets of its own any more: the rule's are meant.
  for (auto& job : snapshot.jobs)
    if (job.targets.empty())
      if (const auto* rule = snapshot.fleet->rule(job.record.rule)) job.targets = rule->targets;
}

void Board::addFigures(Snapshot& snapshot) const {
  snapshot.figures = m_figures;
  snapshot.figures.throughput.history = m_throughput;
  snapshot.figures.throughput_peak = m_peak;
  std::size_t total = 0;
  std::size_t equal = 0;
  for (const auto& rule : snapshot.fleet->rules)
    for (const auto& target : rule.targets)
      if (const auto note = m_notes.find({target, rule.id}); note != m_notes.end()) {
        total += note->second.total;
        equal += note->second.equal;
      }
  if (total > 0) snapshot.figures.consistency.value = static_cast<double>(equal) / static_cast<double>(total);
  snapshot.figures.tags_mirrored = equal;
  snapshot.figures.regions_drifted = static_cast<std::size_t>(
      std::count_if(snapshot.regions.begin(), snapshot.regions.end(),
                    [](const auto& region) { return region.tags_equal < region.tags_total; }));
}

} // namespace meridian::engine
