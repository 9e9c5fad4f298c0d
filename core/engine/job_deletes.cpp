// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/job.h"

#include "engine/delete_run.h"
#include "engine/delete_survey.h"
#include "engine/profile_memory.h"

#include <algorithm>
#include <map>

namespace meridian::engine {

using base::Errc;
using base::Result;
using plan::DeleteState;

namespace {

std::string tagCount(std::size_t count) { return std::to_string(count) + (count == 1 ? " tag" : " tags"); }

/// One line a target: what waits, and until when.
std::map<std::string, std::string> waiting(const std::vector<plan::Deletion>& tags, const std::string& source) {
  std::map<std::string, std::pair<std::size_t, base::Timestamp>> counts;
  for (const auto& tag : tags) {
    if (tag.state != DeleteState::Quarantined) continue;
    auto& [count, first] = counts[tag.target];
    if (count++ == 0 || tag.until < first) first = tag.until;
  }
  std::map<std::string, std::string> lines;
  for (const auto& [target, entry] : counts)
    lines[target] = tagCount(entry.first) + " that " + source + " no longer has wait at " + target +
                    " to be deleted, the first until " + base::formatTimestamp(entry.second);
  return lines;
}

ports::OutcomeRecord outcomeOf(const std::string& target, const std::string& ref, std::string result) {
  ports::OutcomeRecord outcome;
  outcome.target = target;
  outcome.ref = ref;
  outcome.result = std::move(result);
  return outcome;
}

} // namespace

Result<void> foreseeDeletes(Workshop& workshop, const plan::Rule& rule, Prepared& prepared, std::stop_token stop) {
  auto& plan = prepared.plan;
  if (!rule.deletes.propagate) return {};
  auto before = loadSourceMemory(*workshop.parts.state, rule);
  if (!before) return base::pass(std::move(before));
  std::vector<DeleteSurvey::Target> targets;
  for (std::size_t t = 0; t < prepared.targets.size(); ++t)
    if (plan.targets[t].reachable) targets.push_back({plan.targets[t].id, prepared.targets[t].get()});
  ManifestShelf shelf(*workshop.parts.state);
  DeleteSurvey survey(rule, *prepared.source, std::move(targets), workshop.ask, *workshop.parts.clock, shelf);
  auto found = survey.run(*before, true, stop);
  if (!found) return base::pass(std::move(found));
  plan.deletions = std::move(found->tags);
  for (auto& [target, line] : found->remarks) plan.deletion_remarks.push_back(target + ": " + line);
  for (const auto& [target, count] : found->foreign)
    plan.deletion_remarks.push_back(target + ": " + tagCount(count) + " not known to be from " + rule.source +
                                    ", left alone");
  return {};
}

// After the copies, so that a tag that was only renamed is there under its new name before the old one goes.
Result<void> Job::propagateDeletes() {
  const auto* rule = m_fleet->rule(m_request.rule);
  const auto stop = m_stop.get_token();
  if (rule == nullptr || !rule->deletes.propagate || stop.stop_requested()) return {};
  auto& state = *m_workshop.parts.state;
  auto before = loadSourceMemory(state, *rule);
  if (!before) return base::pass(std::move(before), "read what is known of deleted tags");

  const auto source = m_workshop.connect(*m_fleet->region(rule->source));
  std::vector<std::unique_ptr<ports::Registry>> clients;
  std::vector<DeleteSurvey::Target> targets;
  for (const auto& id : m_targets) {
    // A target that could not be reached just now is not waited for again.
    const auto& planned = m_prepared->plan.targets;
    const auto at = std::find_if(planned.begin(), planned.end(), [&](const auto& target) { return target.id == id; });
    if (at != planned.end() && !at->reachable) continue;
    clients.push_back(m_workshop.connect(*m_fleet->region(id)));
    targets.push_back({id, clients.back().get()});
  }
  const auto count_traffic = [&] {
    const std::lock_guard lock(m_mutex);
    m_record.source_requests += source->traffic().requests.load();
    m_record.read += base::ByteCount{source->traffic().read.load()};
    for (const auto& client : clients) m_record.target_requests += client->traffic().requests.load();
  };

  ManifestShelf shelf(state);
  DeleteSurvey survey(*rule, *source, targets, m_workshop.ask, *m_workshop.parts.clock, shelf);
  auto found = survey.run(*before, false, stop);
  if (!found) {
    count_traffic();
    if (found.error().code == Errc::Cancelled) return base::pass(std::move(found));
    const auto error = std::move(found).error().during("see what the source has deleted");
    addOutcome(outcomeOf({}, {}, "refused"), &error);
    return {};
  }
  for (const auto& [target, line] : found->remarks)
    m_workshop.tell(m_id, "warning", "deletes at " + target + ": " + line);
  for (const auto& [target, count] : found->foreign)
    m_workshop.tell(m_id, "info", target + " has " + tagCount(count) + " not known to be from " + rule->source + ", left alone");
  for (const auto& [target, line] : waiting(found->tags, rule->source)) m_workshop.tell(m_id, "info", line);
  auto kept = saveSourceMemory(state, *rule, *before, found->memory);

  std::map<std::string, std::size_t> left; ///< refs that some target still has
  for (const auto& tag : found->tags) ++left[tag.ref()];
  std::set<std::string> gone;
  for (std::size_t t = 0; t < targets.size() && kept; ++t) {
    std::vector<plan::Deletion> due;
    for (const auto& tag : found->tags)
      if (tag.target == targets[t].id && tag.state == DeleteState::Due) due.push_back(tag);
    std::size_t deleted = 0;
    const auto known = loadProfile(state, *m_fleet->region(targets[t].id)).value_or(ports::RegistryProfile{});
    DeleteRun run({rule->id, targets[t].id, *source, *targets[t].registry, known.tag_delete}, state, *m_workshop.parts.clock,
                  [&](const plan::Deletion& tag, DeleteRun::Fate fate, const base::Error& why) {
                    if (fate == DeleteRun::Fate::Kept)
                      m_workshop.tell(m_id, "info", tag.ref() + " is not deleted at " + tag.target + ": " + why.text());
                    if (fate == DeleteRun::Fate::Failed && why.code != Errc::Cancelled)
                      addOutcome(outcomeOf(tag.target, tag.ref(), "refused"), &why);
                    if (fate != DeleteRun::Fate::Deleted) return;
                    ++deleted;
                    if (--left[tag.ref()] == 0) gone.insert(tag.ref());
                    auto outcome = outcomeOf(tag.target, tag.ref(), "deleted");
                    outcome.digest = tag.digest->text();
                    addOutcome(std::move(outcome), nullptr);
                  });
    if (auto ran = run.run(due, stop); !ran && ran.error().code != Errc::Cancelled)
      addOutcome(outcomeOf(targets[t].id, {}, "refused"), &ran.error());
    if (deleted > 0)
      m_workshop.tell(m_id, "info", tagCount(deleted) + " deleted at " + targets[t].id + ", since " + rule->source +
                                        " no longer has them; they can be brought back while the registry keeps their blobs");
  }
  // Whoever puts such a tag there from now on does not mean the source's.
  if (found->complete && !gone.empty()) {
    auto after = found->memory;
    for (const auto& ref : gone) after.seen.erase(ref), after.tombstones.erase(ref);
    if (kept) kept = saveSourceMemory(state, *rule, found->memory, after);
  }
  sweepDeleted(state, m_workshop.parts.clock->now());
  count_traffic();
  if (stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled");
  return kept ? Result<void>{} : base::pass(std::move(kept), "remember what the source has");
}

} // namespace meridian::engine
