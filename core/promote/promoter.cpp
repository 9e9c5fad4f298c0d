// SPDX-License-Identifier: GPL-3.0-or-later
#include "promote/promoter.h"

#include "promote/run.h"

#include <algorithm>
#include <set>
#include <utility>

namespace meridian::promote {

using base::Errc;
using base::Error;

namespace {

Error error(Errc code, std::string message) { return {code, std::move(message), {}, 0, {}, {}, {}}; }

Report refused(const Journal& journal, Error why) {
  auto out = report(journal);
  out.phase = Phase::Done;
  out.outcome = Outcome::NotFlipped;
  out.text = why.text();
  out.error = std::move(why);
  return out;
}

std::optional<Error> lacksEnd(const Journal& journal, const Ends& ends) {
  for (const auto& id : journal.targets)
    if (!ends.targets.contains(id)) return error(Errc::ConfigInvalid, "the fleet has no region \"" + id + "\" any more");
  return std::nullopt;
}

/// Ids to indices; who is in no wave goes last.
std::vector<std::vector<std::size_t>> wavesOf(const Group& group) {
  std::vector<std::vector<std::size_t>> waves;
  std::set<std::size_t> placed;
  for (const auto& wave : group.waves) {
    std::vector<std::size_t> members;
    for (const auto& id : wave) {
      const auto found = std::find(group.targets.begin(), group.targets.end(), id);
      const auto t = static_cast<std::size_t>(found - group.targets.begin());
      if (found != group.targets.end() && placed.insert(t).second) members.push_back(t);
    }
    if (!members.empty()) waves.push_back(std::move(members));
  }
  std::vector<std::size_t> rest;
  for (std::size_t t = 0; t < group.targets.size(); ++t)
    if (!placed.contains(t)) rest.push_back(t);
  if (!rest.empty() || waves.empty()) waves.push_back(std::move(rest));
  return waves;
}

/// Manifests and blobs under a root, as one registry has them now.
base::Result<Closure> closureOf(ports::Registry& registry, const std::string& repository, const oci::Manifest& root, std::stop_token stop) {
  Closure out;
  std::set<oci::Digest> seen{root.digest};
  std::vector<oci::Manifest> open{root};
  while (!open.empty()) {
    const auto manifest = std::move(open.back());
    open.pop_back();
    out.manifests.push_back(manifest.digest);
    for (const auto& blob : manifest.blobs())
      if (seen.insert(blob.digest).second) out.blobs.push_back(blob.digest);
    for (const auto& child : manifest.manifests) {
      if (!seen.insert(child.digest).second) continue;
      auto read = registry.getManifest(repository, child.digest.text(), stop);
      // A sparse index names children that were never here.
      if (!read && read.error().code == Errc::ManifestUnknown) continue;
      if (!read) return base::pass(std::move(read), "read " + repository + "@" + child.digest.text());
      open.push_back(std::move(*read));
    }
  }
  return out;
}

} // namespace

Report Promoter::promote(const Group& group, const Ends& ends, const Hooks& hooks, Stops stops) {
  Journal journal;
  journal.id = group.id;
  journal.rule = group.rule;
  journal.job = group.job;
  journal.policy = group.policy;
  journal.targets = group.targets;
  journal.waves = wavesOf(group);
  Content content;
  for (std::size_t n = 0; n < group.tags.size(); ++n) {
    const auto& tag = group.tags[n];
    journal.tags.push_back({tag.repository, tag.tag, tag.source});
    for (std::size_t t = 0; t < group.targets.size(); ++t) {
      Cell cell;
      cell.target = t;
      cell.tag = n;
      cell.wanted = tag.root->digest;
      journal.cells.push_back(std::move(cell));
    }
    content.roots.emplace(tag.root->digest, tag.root);
    content.closures[{tag.repository, tag.root->digest}] = tag.closure;
  }
  if (auto lacks = lacksEnd(journal, ends)) return refused(journal, std::move(*lacks));
  Run run(std::move(journal), std::move(content), m_journals, m_pool, m_clock, ends, hooks, std::move(stops));
  auto out = run.promote();
  supersede(run.journal());
  return out;
}

Report Promoter::recover(const Journal& journal, const Ends& ends, const Hooks& hooks, Stops stops) {
  if (auto lacks = lacksEnd(journal, ends)) {
    auto out = report(journal);
    out.outcome = Outcome::Mixed;
    out.text = lacks->text();
    out.error = std::move(lacks);
    return out;
  }
  auto content = m_journals.content(journal.id);
  if (!content) {
    auto out = report(journal);
    out.error = std::move(content).error();
    return out;
  }
  Run run(journal, std::move(*content), m_journals, m_pool, m_clock, ends, hooks, std::move(stops));
  return run.recover();
}

Report Promoter::rollback(const Journal& finished, const std::set<std::string>& refs, std::string id, std::string job,
                          const Ends& ends, const Hooks& hooks, Stops stops) {
  Journal journal;
  journal.id = std::move(id);
  journal.rule = finished.rule;
  journal.job = std::move(job);
  journal.kind = Kind::Rollback;
  journal.policy = finished.policy;
  // "For all or for none" holds here whatever was the policy on the way there.
  if (journal.policy.when_down == WhenDown::Continue) journal.policy.when_down = WhenDown::RollBack;
  journal.targets = finished.targets;
  journal.waves.emplace_back();
  for (std::size_t t = 0; t < finished.targets.size(); ++t) journal.waves.front().push_back(t);
  for (const auto& tag : finished.tags) journal.tags.push_back({tag.repository, tag.tag, {}});
  for (const auto& cell : finished.cells) {
    if (cell.state != CellState::Confirmed && cell.state != CellState::Flipped) continue;
    if (!refs.empty() && !refs.contains(finished.ref(cell))) continue;
    Cell back;
    back.target = cell.target;
    back.tag = cell.tag;
    back.previous = cell.wanted;
    back.wanted = cell.previous;
    journal.cells.push_back(std::move(back));
  }
  if (auto lacks = lacksEnd(journal, ends)) return refused(journal, std::move(*lacks));
  if (finished.open()) return refused(journal, error(Errc::Busy, "promotion " + finished.id + " has not ended"));
  if (journal.cells.empty()) return refused(journal, error(Errc::NotFound, "promotion " + finished.id + " set no tag"));

  Content content;
  std::string missing;
  for (const auto& cell : journal.cells) {
    if (!cell.wanted || content.roots.contains(*cell.wanted)) continue;
    const auto& repository = journal.tags[cell.tag].repository;
    auto& registry = *ends.targets.find(journal.targets[cell.target])->second;
    auto root = registry.getManifest(repository, cell.wanted->text(), stops.cancel);
    if (!root && root.error().code == Errc::ManifestUnknown) {
      missing += (missing.empty() ? "" : ", ") + repository + "@" + cell.wanted->text() + " at " + journal.targets[cell.target];
      continue;
    }
    if (!root) return refused(journal, std::move(root).error().during("read " + journal.ref(cell) + " at " + journal.targets[cell.target]));
    auto closure = closureOf(registry, repository, *root, stops.cancel);
    if (!closure) return refused(journal, std::move(closure).error());
    content.closures[{repository, *cell.wanted}] = std::move(*closure);
    content.roots.emplace(*cell.wanted, std::make_shared<const oci::Manifest>(std::move(*root)));
  }
  if (!missing.empty())
    return refused(journal, error(Errc::ManifestUnknown, "the content to go back to is gone: " + missing));
  Run run(std::move(journal), std::move(content), m_journals, m_pool, m_clock, ends, hooks, std::move(stops));
  auto out = run.promote();
  supersede(run.journal());
  return out;
}

/// What this one has decided is not open any more in an older one that was left mixed.
void Promoter::supersede(const Journal& by) {
  if (by.outcome != Outcome::Promoted && by.outcome != Outcome::Unchanged) return;
  std::set<std::pair<std::string, std::string>> decided;
  for (const auto& cell : by.cells)
    if (cell.state == CellState::Confirmed || cell.state == CellState::Unchanged)
      decided.emplace(by.targets[cell.target], by.ref(cell));
  auto open = m_journals.open();
  if (!open) return; // seen again by the next recovery
  for (auto& older : *open) {
    if (older.id == by.id) continue;
    bool touched = false, left = false;
    for (auto& cell : older.cells) {
      if (decided.contains({older.targets[cell.target], older.ref(cell)})) {
        cell.state = CellState::Foreign;
        cell.text = "decided by promotion " + by.id;
        touched = true;
      } else if (cell.state != CellState::Unchanged && cell.state != CellState::Kept && cell.state != CellState::Lagging &&
                 cell.state != CellState::Foreign && older.waveOf(cell.target) <= older.wave) {
        left = true;
      }
    }
    if (!touched) continue;
    if (left) {
      (void)m_journals.save(older);
      continue;
    }
    older.phase = Phase::Done;
    older.outcome = Outcome::Superseded;
    older.finished = m_clock.now();
    older.text = "decided by promotion " + by.id;
    (void)m_journals.close(older, {});
  }
}

} // namespace meridian::promote
