// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/promotions.h"

#include <algorithm>

namespace meridian::engine {

namespace {

using promote::CellState;
using promote::Outcome;
using Phase = PromotionStatus::Phase;

std::string text(const std::optional<oci::Digest>& digest) { return digest ? digest->text() : std::string(); }

Phase phaseOf(const std::vector<const promote::Report*>& groups) {
  const auto any = [&](auto holds) { return std::any_of(groups.begin(), groups.end(), holds); };
  const auto ended = [&](Outcome outcome) { return any([&](const auto* group) { return group->outcome == outcome; }); };
  const auto in = [&](promote::Phase phase) {
    return any([&](const auto* group) { return group->phase == phase && group->outcome == Outcome::Open; });
  };
  if (in(promote::Phase::Flipping) || in(promote::Phase::RollingBack)) return Phase::Flipping;
  if (in(promote::Phase::Observing)) return Phase::Observing;
  if (in(promote::Phase::Checking)) return Phase::Checking;
  if (ended(Outcome::Mixed)) return Phase::Mixed;
  if (ended(Outcome::Conflict)) return Phase::Conflict;
  if (ended(Outcome::RolledBack)) return Phase::RolledBack;
  if (ended(Outcome::NotFlipped) || ended(Outcome::Stopped)) return Phase::GivenUp;
  return Phase::Done;
}

std::vector<const promote::Report*> all(const std::vector<promote::Report>& reports) {
  std::vector<const promote::Report*> out;
  for (const auto& report : reports) out.push_back(&report);
  return out;
}

/// A rule's name is taken while somebody ends its promotions.
class Turn {
public:
  Turn(Workshop& workshop, std::string rule, const std::stop_token& stop) : m_workshop(workshop), m_rule(std::move(rule)) {
    std::unique_lock lock(m_workshop.promotions_mutex);
    m_mine = m_workshop.promotions_changed.wait(lock, stop, [&] { return !m_workshop.promotions_ending.contains(m_rule); }) &&
             m_workshop.promotions_ending.insert(m_rule).second;
  }
  ~Turn() {
    if (!m_mine) return;
    {
      const std::lock_guard lock(m_workshop.promotions_mutex);
      m_workshop.promotions_ending.erase(m_rule);
    }
    m_workshop.promotions_changed.notify_all();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  [[nodiscard]] bool mine() const { return m_mine; }

private:
  Workshop& m_workshop;
  const std::string m_rule;
  bool m_mine = false;
};

} // namespace

promote::Policy promotionPolicy(const plan::Promotion& rule, std::optional<plan::Promotion::Conflict> on_conflict) {
  promote::Policy policy;
  policy.when_down = static_cast<promote::WhenDown>(rule.on_target_down);
  policy.on_conflict = static_cast<promote::OnConflict>(on_conflict.value_or(rule.on_conflict));
  // Who wants tags back when a target is down wants them back when the next wave is not to come.
  policy.on_stop = rule.on_target_down == plan::Promotion::Down::Rollback ? promote::OnStop::RollBack : promote::OnStop::Leave;
  policy.patience = rule.wait;
  policy.observe = rule.observe;
  return policy;
}
static_assert(static_cast<int>(plan::Promotion::Down::Rollback) == static_cast<int>(promote::WhenDown::RollBack));
static_assert(static_cast<int>(plan::Promotion::Conflict::Keep) == static_cast<int>(promote::OnConflict::Keep));

PromotionStatus promotionStatus(std::string job, std::string rule, const std::vector<const promote::Report*>& groups,
                                base::Timestamp now) {
  PromotionStatus status;
  status.job = std::move(job);
  status.rule = std::move(rule);
  status.phase = phaseOf(groups);
  status.time = now;
  for (const auto* each : groups) {
    const auto& group = *each;
    for (const auto& target : group.targets) {
      auto region = std::find_if(status.regions.begin(), status.regions.end(), [&](const auto& row) { return row.id == target.id; });
      if (region == status.regions.end()) region = status.regions.insert(status.regions.end(), {target.id, target.wave, 0, 0, 0, false, {}});
      region->total += target.tags;
      region->flipped += target.flipped;
      if (target.state == CellState::Lagging) region->lagging = true;
      if (region->text.empty()) region->text = target.text;
    }
    for (const auto& tag : group.tags) {
      const auto region = std::find_if(status.regions.begin(), status.regions.end(), [&](const auto& row) { return row.id == tag.target; });
      if (tag.state != CellState::Lagging && region != status.regions.end()) ++region->staged;
      if (tag.state == CellState::Confirmed && group.kind == promote::Kind::Promotion) status.reversible = true;
    }
    for (const auto& conflict : group.conflicts)
      status.conflicts.push_back({conflict.target, conflict.ref, text(conflict.recorded), text(conflict.found), text(conflict.wanted)});
    status.skew = std::max(status.skew, group.flip_skew.value_or(std::chrono::milliseconds{0}));
  }
  status.reversible = status.reversible && status.phase == Phase::Done;
  return status;
}

std::vector<PromotionStatus> knownPromotions(ports::StateStore& state) {
  const auto journals = promote::Journals(state).all();
  std::vector<PromotionStatus> out;
  if (!journals) return out;
  std::map<std::string, std::vector<const promote::Journal*>> newest; // by rule: those of its newest job
  for (const auto& journal : *journals) {
    auto& group = newest[journal.rule];
    if (!group.empty() && group.front()->job != journal.job) group.clear();
    group.push_back(&journal);
  }
  for (const auto& [rule, group] : newest) {
    std::vector<promote::Report> reports;
    for (const auto* journal : group) reports.push_back(promote::report(*journal));
    const auto* last = group.back();
    out.push_back(promotionStatus(last->job, rule, all(reports), last->open() ? last->created : last->finished));
  }
  return out;
}

std::optional<PromotionStatus> knownPromotion(ports::StateStore& state, std::string_view job) {
  const auto journals = promote::Journals(state).all();
  if (!journals) return std::nullopt;
  std::vector<promote::Report> reports;
  base::Timestamp time{};
  for (const auto& journal : *journals) {
    if (journal.job != job) continue;
    reports.push_back(promote::report(journal));
    time = std::max(journal.created, journal.finished);
  }
  if (reports.empty()) return std::nullopt;
  const auto rule = reports.front().rule;
  return promotionStatus(std::string(job), rule, all(reports), time);
}

PromotionEnds promotionEnds(Workshop& workshop, const Fleet& fleet, const std::vector<std::string>& targets) {
  PromotionEnds out;
  for (const auto& id : targets) {
    const auto* region = fleet.region(id);
    if (region == nullptr || out.clients.contains(id)) continue;
    out.ends.targets[id] = out.clients.emplace(id, workshop.connect(*region)).first->second.get();
  }
  return out;
}

bool endOpenPromotions(Workshop& workshop, const Fleet& fleet, std::string_view rule, const promote::Stops& stops) {
  if (workshop.parts.read_only) return true;
  auto& state = *workshop.parts.state;
  promote::Journals journals(state);
  auto open = journals.open();
  if (!open) {
    workshop.tell({}, "error", "promotions that may be open cannot be read: " + open.error().text());
    return true;
  }
  for (const auto& seen : *open) {
    if (!rule.empty() && seen.rule != rule) continue;
    const Turn turn(workshop, seen.rule, stops.cancel);
    if (!turn.mine()) return false;
    // While we waited for our turn it may have been ended.
    const auto journal = journals.load(seen.id);
    if (!journal || !journal->open()) continue;
    auto ends = promotionEnds(workshop, fleet, journal->targets);
    promote::Hooks hooks;
    hooks.tell = [&](std::string_view level, std::string line) { workshop.tell(journal->job, level, std::move(line)); };
    const auto report = promote::Promoter(state, &workshop.ask, *workshop.parts.clock).recover(*journal, ends.ends, hooks, stops);
    if (stops.cancel.stop_requested()) return false;
    const bool fine = report.phase == promote::Phase::Done;
    workshop.tell(journal->job, fine ? "info" : "error",
                  "a promotion of rule \"" + journal->rule + "\" that was left open " +
                      (fine ? "was ended: " : "stays open and is tried again: ") + std::string(promote::name(report.outcome)) +
                      (report.text.empty() ? "" : "; " + report.text));
  }
  return true;
}

} // namespace meridian::engine
