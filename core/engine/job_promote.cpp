// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/job.h"

#include "base/log.h"
#include "engine/promotions.h"
#include "engine/rollback_hold.h"

#include <algorithm>
#include <atomic>
#include <set>

namespace meridian::engine {

using base::Errc;
using base::Error;
using base::fail;
using base::Result;
using promote::CellState;

namespace {

/// Groups on their way at once: each is a handful of round trips that wait for each other.
constexpr std::size_t kGroupsAtOnce = 16;
constexpr std::chrono::seconds kPause{5};

Error cellError(const promote::Report& report, const promote::Report::Tag& tag) {
  if (tag.error) return *tag.error;
  if (report.error) return *report.error;
  return {Errc::Internal, tag.text.empty() ? std::string(promote::name(report.outcome)) : tag.text, {}, 0, {}, {}, {}};
}

/// By ref, with all that any target lacked of it: what has to be everywhere.
std::map<std::string, promote::Tag> tagsOf(const plan::Plan& plan) {
  std::map<std::string, promote::Tag> tags;
  std::map<std::string, std::set<oci::Digest>> seen;
  for (const auto& step : plan.tags) {
    auto& tag = tags[step.ref()];
    tag.repository = step.repository;
    tag.tag = step.tag;
    tag.root = step.manifests.back();
    tag.source = step.source_digest.empty() ? tag.root->digest : step.source_digest;
    auto& known = seen[step.ref()];
    for (const auto& manifest : step.manifests) {
      if (!known.insert(manifest->digest).second) continue;
      tag.closure.manifests.push_back(manifest->digest);
      for (const auto& blob : manifest->blobs())
        if (known.insert(blob.digest).second) tag.closure.blobs.push_back(blob.digest);
    }
  }
  return tags;
}

} // namespace

promote::Hooks Job::promotionHooks(const std::string& group) {
  promote::Hooks hooks;
  hooks.changed = [this, group](const promote::Report& report) {
    {
      const std::lock_guard lock(m_mutex);
      m_promotions.insert_or_assign(group, report);
      m_promotion_changed = m_workshop.parts.clock->now();
    }
    if (m_workshop.changed) m_workshop.changed();
  };
  hooks.tell = [this](std::string_view level, std::string text) { m_workshop.tell(m_id, level, std::move(text)); };
  hooks.hold = [this](std::stop_token stop) { (void)m_pause->pass({}, std::move(stop)); };
  return hooks;
}

bool Job::isStaged() const {
  if (m_request.kind == JobKind::Promote) return true;
  const auto* rule = m_fleet->rule(m_request.rule);
  return m_request.kind == JobKind::Sync && rule != nullptr && rule->promotion.mode == plan::Promotion::Mode::AllOrNothing;
}

/// Staging has no use where a target is down and shall be waited for. Its end is no failure yet: the round finds out.
void Job::awaitTargets() {
  const auto* rule = m_fleet->rule(m_request.rule);
  if (rule == nullptr || rule->promotion.on_target_down != plan::Promotion::Down::Wait) return;
  auto& clock = *m_workshop.parts.clock;
  const auto deadline = clock.steady() + rule->promotion.wait;
  const auto until = clock.now() + rule->promotion.wait;
  for (const auto& id : m_request.targets.empty() ? rule->targets : m_request.targets) {
    const auto* region = m_fleet->region(id);
    if (region == nullptr) continue;
    const auto registry = m_workshop.connect(*region);
    for (bool told = false; !m_stop.stop_requested();) {
      const auto answer = registry->ping(m_stop.get_token());
      if (answer || answer.error().code == Errc::Unauthorized || answer.error().code == Errc::Denied || clock.steady() + kPause > deadline) break;
      if (!told) m_workshop.tell(m_id, "warning", id + " does not answer; it is waited for: " + answer.error().text());
      told = true;
      {
        const std::lock_guard lock(m_mutex);
        m_waiting = "waiting for " + id + ": " + answer.error().text();
        m_waiting_until = until;
      }
      if (m_workshop.changed) m_workshop.changed();
      if (!clock.sleep(kPause, m_stop.get_token())) break;
    }
  }
  const std::lock_guard lock(m_mutex);
  m_waiting.clear();
  m_waiting_until = {};
}

/// A release with a tag that cannot come is no release: nothing of it is switched. True where it is so.
bool Job::holdRelease(const plan::Plan& plan) {
  const auto bad = std::find_if(plan.unreadable.begin(), plan.unreadable.end(), [](const auto& entry) {
    return entry.target.empty(); // what is wrong with one target is for the policy to decide
  });
  if (bad == plan.unreadable.end()) return false;
  const Error error{Errc::ClosureIncomplete, "the release waits for " + bad->ref + ": " + bad->error.text(), {}, 0, {}, {}, {}};
  for (std::size_t i = 0; i < plan.tags.size(); ++i) {
    if (m_progress->step(i).state == transfer::StepState::Failed) continue;
    ports::OutcomeRecord outcome;
    outcome.target = plan.targets[plan.tags[i].target].id;
    outcome.ref = plan.tags[i].ref();
    outcome.result = "failed";
    m_progress->stepChanged(i, transfer::StepState::Failed, error);
    addOutcome(std::move(outcome), &error);
  }
  return true;
}

Result<void> Job::promote(const Prepared& prepared) {
  const auto* rule = m_fleet->rule(m_request.rule);
  auto tags = tagsOf(prepared.plan);
  if (tags.empty()) return {};
  if (rule->promotion.group == plan::Promotion::Group::Release && holdRelease(prepared.plan)) return {};
  const auto policy = promotionPolicy(rule->promotion, m_request.on_conflict);
  // A time to observe is one for the run, not one for each of its tags.
  const bool as_one = rule->promotion.group == plan::Promotion::Group::Release ||
                      (policy.observe.count() > 0 && !rule->promotion.waves.empty());
  std::vector<promote::Group> groups;
  for (auto& [ref, tag] : tags) {
    if (groups.empty() || !as_one) {
      auto& group = groups.emplace_back();
      group.id = m_id + "-" + std::to_string(++m_groups_made);
      group.rule = m_request.rule;
      group.job = m_id;
      for (const auto& target : prepared.plan.targets) group.targets.push_back(target.id);
      group.waves = rule->promotion.waves;
      group.policy = policy;
    }
    groups.back().tags.push_back(std::move(tag));
  }
  promote::Ends ends;
  ends.source = prepared.source.get();
  for (std::size_t t = 0; t < prepared.targets.size(); ++t) ends.targets[prepared.plan.targets[t].id] = prepared.targets[t].get();

  m_workshop.tell(m_id, "info", std::to_string(tags.size()) + " tags are staged; they appear " +
                                    (as_one ? "as one group" : "each by itself") + " at " +
                                    std::to_string(ends.targets.size()) + " targets");
  Steps steps;
  for (std::size_t i = 0; i < prepared.plan.tags.size(); ++i)
    steps[{prepared.plan.targets[prepared.plan.tags[i].target].id, prepared.plan.tags[i].ref()}] = i;
  std::atomic<std::size_t> next{0};
  {
    base::TaskGroup tasks(m_workshop.xfer);
    for (std::size_t n = 0; n < std::min(groups.size(), kGroupsAtOnce); ++n)
      tasks.run([&] {
        for (auto g = next++; g < groups.size() && !m_stop.stop_requested(); g = next++) {
          promote::Promoter promoter(*m_workshop.parts.state, &m_workshop.ask, *m_workshop.parts.clock);
          settle(prepared, steps, promoter.promote(groups[g], ends, promotionHooks(groups[g].id), {m_stop.get_token(), m_halt.get_token()}));
        }
      });
  }
  if (auto pruned = promote::Journals(*m_workshop.parts.state).prune(); !pruned)
    base::log("engine", base::LogLevel::Warning, pruned.error().text());
  return {};
}

/// A tag is copied when it has been set and read back; what a group did not become is a failure of all of its tags.
void Job::settle(const Prepared& prepared, const Steps& steps, const promote::Report& report) {
  promotionHooks(report.id).changed(report);
  if (report.flip_skew)
    m_workshop.tell(m_id, "info", "tags were set within " + std::to_string(report.flip_skew->count()) + " ms: " +
                                      (report.tags.size() == report.targets.size() ? report.tags.front().ref
                                                                                   : std::to_string(report.tags.size() / report.targets.size()) + " tags"));
  if (report.error && report.error->code == Errc::TagMoved) {
    bool again = false;
    {
      const std::lock_guard lock(m_mutex);
      again = !m_last_round;
      if (again)
        for (const auto& tag : report.tags) m_moved.insert(tag.ref);
    }
    if (again) return m_workshop.tell(m_id, "warning", report.error->message + "; what it has now is taken");
  }
  for (const auto& tag : report.tags) {
    const auto found = steps.find({tag.target, tag.ref});
    ports::OutcomeRecord outcome;
    outcome.target = tag.target;
    outcome.ref = tag.ref;
    outcome.digest = tag.wanted ? tag.wanted->text() : std::string();
    const bool there = tag.state == CellState::Confirmed || tag.state == CellState::Unchanged;
    if (tag.state == CellState::Kept || (there && found == steps.end())) continue;
    const auto error = cellError(report, tag);
    outcome.result = there ? "copied" : error.code == Errc::Cancelled ? "cancelled" : "failed";
    if (found != steps.end()) {
      const auto i = found->second;
      const auto progress = m_progress->step(i);
      if (progress.state == transfer::StepState::Failed) continue; // staging has told why
      outcome.bytes = prepared.plan.tags[i].bytes;
      outcome.seconds = progress.finished - progress.started;
      if (there) {
        const std::lock_guard lock(m_mutex);
        m_step_copied[i] = 1;
        m_record.tags_copied += 1; // live; countTags() settles it
      } else {
        m_progress->stepChanged(i, outcome.result == "cancelled" ? transfer::StepState::Cancelled : transfer::StepState::Failed, error);
      }
    } else if (tag.state != CellState::Lagging && tag.state != CellState::Stays && tag.state != CellState::Unclear &&
               tag.state != CellState::Foreign) {
      continue; // it was right there before, and nobody touched it
    }
    addOutcome(std::move(outcome), there ? nullptr : &error);
  }
  if (m_workshop.changed) m_workshop.changed();
}

Result<void> Job::rollback() {
  auto& state = *m_workshop.parts.state;
  promote::Journals journals(state);
  auto all = journals.all();
  if (!all) return base::pass(std::move(all));
  const auto meant = [&](const std::string& ref) {
    return m_request.tags.empty() || std::any_of(m_request.tags.begin(), m_request.tags.end(), [&](const std::string& wish) {
             return ref == wish || ref.starts_with(wish + ":");
           });
  };
  // The newest promotion of each tag that is meant; without a choice, those of the newest job.
  std::vector<std::pair<promote::Journal, std::set<std::string>>> chosen;
  std::set<std::string> refs;
  for (auto journal = all->rbegin(); journal != all->rend(); ++journal) {
    if (journal->rule != m_request.rule || journal->kind != promote::Kind::Promotion || journal->open()) continue;
    if (m_request.tags.empty() && !chosen.empty() && chosen.front().first.job != journal->job) continue;
    std::set<std::string> here;
    for (const auto& cell : journal->cells)
      if (cell.state == CellState::Confirmed && meant(journal->ref(cell)) && !refs.contains(journal->ref(cell))) here.insert(journal->ref(cell));
    if (here.empty()) continue;
    refs.insert(here.begin(), here.end());
    chosen.emplace_back(std::move(*journal), std::move(here));
  }
  if (chosen.empty())
    return fail(Errc::NotFound, "no promotion of rule \"" + m_request.rule + "\"" + (m_request.tags.empty() ? "" : " with these tags") +
                                    " is remembered that could be rolled back");
  {
    const std::lock_guard lock(m_mutex);
    m_record.tags_matched = refs.size();
    m_phase = JobPhase::Copying;
  }
  for (const auto& [journal, which] : chosen) {
    if (m_stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
    auto ends = promotionEnds(m_workshop, *m_fleet, journal.targets);
    const auto id = m_id + "-" + std::to_string(++m_groups_made);
    promote::Promoter promoter(state, &m_workshop.ask, *m_workshop.parts.clock);
    const auto report = promoter.rollback(journal, which, id, m_id, ends.ends, promotionHooks(id), {m_stop.get_token(), m_halt.get_token()});
    promotionHooks(id).changed(report);
    for (const auto& tag : report.tags) {
      const bool there = tag.state == CellState::Confirmed;
      if (tag.state == CellState::Unchanged || tag.state == CellState::Kept) continue;
      if (there && tag.previous)
        if (auto held = RollbackHold(state, m_request.rule).hold(tag.ref, *tag.previous); !held)
          m_workshop.tell(m_id, "warning", tag.ref + " may be set again by the next schedule: " + held.error().text());
      const auto error = cellError(report, tag);
      ports::OutcomeRecord outcome;
      outcome.target = tag.target;
      outcome.ref = tag.ref;
      outcome.digest = tag.wanted ? tag.wanted->text() : std::string();
      outcome.result = there ? "copied" : error.code == Errc::Cancelled ? "cancelled" : "failed";
      {
        const std::lock_guard lock(m_mutex);
        (there ? m_copied : error.code == Errc::Cancelled ? m_left_out : m_failed).insert(tag.ref);
      }
      addOutcome(std::move(outcome), there ? nullptr : &error);
    }
    const std::lock_guard lock(m_mutex);
    for (const auto& [name, client] : ends.clients) {
      m_record.target_requests += client->traffic().requests.load();
      m_record.written += base::ByteCount{client->traffic().written.load()};
    }
    settleTags();
  }
  return {};
}

std::optional<PromotionStatus> Job::promotion() const {
  const std::lock_guard lock(m_mutex);
  if (!isStaged() && m_request.kind != JobKind::Rollback) return std::nullopt;
  std::vector<const promote::Report*> groups;
  for (const auto& [id, report] : m_promotions) groups.push_back(&report);
  auto status = promotionStatus(m_id, m_request.rule, groups, std::max(m_promotion_changed, m_record.created));
  if (!groups.empty()) return status;
  if (m_phase == JobPhase::Done) return std::nullopt; // there was nothing to promote
  status.phase = m_waiting_until == base::Timestamp{} ? PromotionStatus::Phase::Staging : PromotionStatus::Phase::Waiting;
  status.until = m_waiting_until;
  for (std::size_t t = 0; m_prepared && t < m_prepared->plan.targets.size(); ++t) {
    PromotionStatus::Region region{m_prepared->plan.targets[t].id, 0, 0, 0, 0, false, {}};
    for (const auto& step : m_prepared->plan.tags) region.total += step.target == t ? 1 : 0;
    for (const auto& staged : m_staged) region.staged += staged.first == t ? 1 : 0;
    status.regions.push_back(std::move(region));
  }
  return status;
}

} // namespace meridian::engine
