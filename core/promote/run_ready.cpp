// SPDX-License-Identifier: GPL-3.0-or-later
#include "promote/down.h"
#include "promote/run.h"

#include <algorithm>
#include <tuple>
#include <utility>

// What happens before anything is set: every way to give up here leaves the targets as they were.
namespace meridian::promote {

using base::Errc;
using base::Error;
using base::fail;
using base::Result;

namespace {

Error joined(const std::map<std::size_t, Error>& failed) {
  constexpr std::size_t kMostNamed = 5;
  auto error = failed.begin()->second;
  std::size_t named = 1;
  for (auto it = std::next(failed.begin()); it != failed.end() && named < kMostNamed; ++it)
    if (error.message.find(it->second.message) == std::string::npos) error.message += "; " + it->second.text(), ++named;
  return error;
}

} // namespace

Run::Failures Run::readAll(const Cells& cells, Patience patience, Found& found) {
  return forAll(cells, patience, "looking at the tags", [&](std::size_t i) -> Result<void> {
    auto now = read(m_journal.cells[i], m_stops.cancel);
    if (!now) return base::pass(std::move(now));
    const std::lock_guard lock(m_mutex);
    found[i] = std::move(*now);
    return {};
  });
}

/// Goes on without the targets of the failures, where the policy allows it. False: it has ended.
bool Run::without(const Failures& failed) {
  if (m_stops.cancel.stop_requested()) {
    giveUp({Errc::Cancelled, "cancelled before anything was set", {}, 0, {}, {}, {}});
    return false;
  }
  if (failed.empty()) return true;
  m_errors.insert(failed.begin(), failed.end());
  if (m_journal.policy.when_down != WhenDown::Continue) {
    giveUp(joined(failed));
    return false;
  }
  leaveOut(failed);
  if (!active(0, m_journal.waves.size()).empty()) return true;
  const auto& cells = m_journal.cells;
  if (std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.state == CellState::Unchanged; }))
    return true; // the others have it already
  giveUp(joined(failed));
  return false;
}

/// A release is switched as one at each target too: with one tag all of that target's are left.
void Run::leaveOut(const Failures& failed) {
  for (const auto i : ofTargets(failed)) {
    const auto target = m_journal.cells[i].target;
    const auto why = std::find_if(failed.begin(), failed.end(),
                                  [&](const auto& entry) { return m_journal.cells[entry.first].target == target; });
    if (m_journal.cells[i].state == CellState::Unchanged || m_journal.cells[i].state == CellState::Kept) continue;
    mark(i, CellState::Lagging, why->second.text());
    if (i == why->first) tell("warning", m_journal.targets[target] + " is left behind: " + why->second.text());
    m_errors.emplace(i, why->second);
    if (!m_error) m_error = why->second;
  }
}

/// False: it has ended with a conflict. Cells that are not what was expected are decided by the policy.
bool Run::judge(const Found& found, const Found& expected) {
  const auto before = m_conflicts.size();
  for (const auto& [i, now] : found) {
    auto& cell = m_journal.cells[i];
    if (cell.state == CellState::Lagging) continue; // left out with another tag of its target
    const auto wish = expected.find(i);
    const bool foreign = wish != expected.end() && now && now != wish->second && now != cell.wanted;
    cell.previous = now;
    if (now == cell.wanted) mark(i, CellState::Unchanged);
    if (!foreign) continue;
    contest(i, wish->second, now);
    const auto told = m_journal.targets[cell.target] + " " + m_journal.ref(cell) + " was set to " + now->text() + " by somebody else";
    if (m_journal.policy.on_conflict == OnConflict::Keep) mark(i, CellState::Kept, told + "; it is kept");
    if (m_journal.policy.on_conflict == OnConflict::Stop) cell.text = told;
    constexpr std::string_view kWords[] = {"nothing is set", "it is overwritten", "it is kept"};
    tell("warning", told + "; " + std::string(kWords[static_cast<int>(m_journal.policy.on_conflict)]));
  }
  return m_conflicts.size() == before || m_journal.policy.on_conflict != OnConflict::Stop;
}

bool Run::look() {
  Cells all(m_journal.cells.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  Found found, expected = m_recorded;
  // A rollback undoes one certain promotion; who set the tag later is in conflict with it, even if it was us.
  if (m_journal.kind == Kind::Rollback)
    for (const auto i : all) expected[i] = m_journal.cells[i].previous;
  if (!without(readAll(all, whenDown(Patience::Ready), found))) return false;
  m_looked = m_clock.steady();
  if (judge(found, expected)) return true;
  m_error = Error{Errc::AlreadyExists, std::to_string(m_conflicts.size()) + " tags were set by somebody else; nothing was changed",
                  {}, 0, {}, {}, {}};
  finish(Outcome::Conflict, m_error->message);
  return false;
}

Run::Failures Run::checkContent(const Cells& cells) {
  struct Item {
    oci::Digest digest;
    bool manifest = false;
    Cells cells;
  };
  std::map<std::tuple<std::size_t, std::string, oci::Digest>, Item> wanted; // asked once per target and repository
  for (const auto i : cells) {
    const auto& cell = m_journal.cells[i];
    if (!cell.wanted) continue;
    const auto& repository = m_journal.tags[cell.tag].repository;
    const auto add = [&](const oci::Digest& digest, bool manifest) {
      auto& item = wanted.try_emplace({cell.target, repository, digest}, Item{digest, manifest, {}}).first->second;
      if (item.cells.empty() || item.cells.back() != i) item.cells.push_back(i);
    };
    add(*cell.wanted, true);
    const auto closure = m_content.closures.find({repository, *cell.wanted});
    if (closure == m_content.closures.end()) continue;
    for (const auto& digest : closure->second.manifests) add(digest, true);
    for (const auto& digest : closure->second.blobs) add(digest, false);
  }
  std::vector<Item> items;
  for (auto& [key, item] : wanted) items.push_back(std::move(item));
  Cells numbers(items.size());
  for (std::size_t n = 0; n < numbers.size(); ++n) numbers[n] = n;
  const auto failed = forAll(numbers, whenDown(Patience::Ready), "checking the content", [&](std::size_t n) -> Result<void> {
    const auto& item = items[n];
    const auto& cell = m_journal.cells[item.cells.front()];
    const auto& repository = m_journal.tags[cell.tag].repository;
    const auto what = (item.manifest ? "manifest " : "blob ") + repository + "@" + item.digest.text() + " at " + m_journal.targets[cell.target];
    bool there = false;
    if (item.manifest) {
      auto head = at(cell).headManifest(repository, item.digest.text(), m_stops.cancel);
      if (!head) return base::pass(std::move(head), "check " + what);
      there = head->has_value();
    } else {
      auto head = at(cell).headBlob(repository, item.digest, m_stops.cancel);
      if (!head) return base::pass(std::move(head), "check " + what);
      there = head->has_value();
    }
    if (there) return {};
    return fail(item.manifest ? Errc::ManifestUnknown : Errc::BlobUnknown, "missing: " + what);
  });
  Failures out;
  for (const auto& [n, error] : failed)
    for (const auto i : items[n].cells) out.emplace(i, error);
  return out;
}

/// Fetches what the tags point to now: what is put back if the flip fails half-way.
Run::Failures Run::keepPrevious(const Cells& cells) {
  std::map<oci::Digest, Cells> holders;
  for (const auto i : cells)
    if (const auto& digest = m_journal.cells[i].previous; digest && !m_content.roots.contains(*digest)) holders[*digest].push_back(i);
  Cells firsts;
  for (const auto& [digest, who] : holders) firsts.push_back(who.front());
  auto failed = forAll(firsts, whenDown(Patience::Ready), "reading what the tags point to", [&](std::size_t i) -> Result<void> {
    const auto& cell = m_journal.cells[i];
    const auto digest = *cell.previous;
    Error last;
    for (const auto holder : holders.at(digest)) {
      const auto& other = m_journal.cells[holder];
      auto manifest = at(other).getManifest(m_journal.tags[other.tag].repository, digest.text(), m_stops.cancel);
      if (manifest) {
        const std::lock_guard lock(m_mutex);
        m_content.roots.emplace(digest, std::make_shared<const oci::Manifest>(std::move(*manifest)));
        return {};
      }
      last = std::move(manifest).error().during("read " + m_journal.ref(other) + " at " + m_journal.targets[other.target]);
      if (!isDown(last)) break;
    }
    return fail(std::move(last));
  });
  // Old manifests that nobody can read any more (schema 1, dangling tags) must not stand in the way for ever.
  std::erase_if(failed, [&](const auto& entry) {
    if (isDown(entry.second) || entry.second.code == Errc::Cancelled) return false;
    for (const auto i : holders.at(*m_journal.cells[entry.first].previous))
      m_journal.cells[i].text = "what it replaces cannot be read and could not be put back: " + entry.second.text();
    return true;
  });
  return failed;
}

bool Run::sourceStands() {
  if (m_ends.source == nullptr) return true;
  Cells asked;
  for (std::size_t t = 0; t < m_journal.tags.size(); ++t)
    if (!m_journal.tags[t].source.empty()) asked.push_back(t);
  const auto failed = forAll(asked, whenDown(Patience::Ready), "looking at the source", [&](std::size_t t) -> Result<void> {
    const auto& tag = m_journal.tags[t];
    auto head = m_ends.source->headManifest(tag.repository, tag.tag, m_stops.cancel);
    if (!head) return base::pass(std::move(head), "look again at " + tag.ref() + " at the source");
    if (*head && (*head)->digest == tag.source) return {};
    return fail(Errc::TagMoved, *head ? tag.ref() + " moved to " + (*head)->digest.text() + " at the source meanwhile"
                                      : tag.ref() + " was deleted at the source meanwhile");
  });
  if (m_stops.cancel.stop_requested()) return without({});
  if (failed.empty()) return true;
  // A moved tag outweighs an unreadable one: the group has to be planned anew in any case.
  for (const auto& [t, error] : failed)
    if (error.code == Errc::TagMoved) return giveUp(error), false;
  return giveUp(joined(failed)), false;
}

/// The look may be long ago. False: it has ended, or (from the second wave on) is about to be stopped.
bool Run::lookAgain(const Cells& cells) {
  Found found, expected;
  for (const auto i : cells) expected[i] = m_journal.cells[i].previous;
  const bool first = m_journal.phase == Phase::Checking;
  auto failed = readAll(cells, whenDown(Patience::Ready), found);
  if (first && !without(failed)) return false;
  if (!first && !failed.empty()) {
    if (m_stops.cancel.stop_requested() || m_journal.policy.when_down != WhenDown::Continue) return stopHere(joined(failed).text()), false;
    leaveOut(failed);
  }
  m_looked = m_clock.steady();
  if (!judge(found, expected)) {
    const auto text = std::to_string(m_conflicts.size()) + " tags were set by somebody else meanwhile";
    m_error = Error{Errc::AlreadyExists, text, {}, 0, {}, {}, {}};
    if (first)
      finish(Outcome::Conflict, text);
    else
      stopHere(text);
    return false;
  }
  failed = keepPrevious(inState(cells, {CellState::Waiting}));
  if (first) return without(failed);
  if (!failed.empty()) return stopHere(joined(failed).text()), false;
  // What was fetched now is needed after a crash as well.
  m_content_saved = false;
  return true;
}

} // namespace meridian::promote
