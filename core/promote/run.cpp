// SPDX-License-Identifier: GPL-3.0-or-later
#include "promote/run.h"

#include "promote/down.h"

#include <algorithm>
#include <utility>

namespace meridian::promote {

using base::Errc;
using base::Error;
using base::fail;
using base::Result;

bool isDown(const Error& error) {
  return base::isTransient(error.code) || error.code == Errc::HostUnknown || error.code == Errc::TlsUntrusted;
}

Run::Run(Journal journal, Content content, Journals& journals, base::ThreadPool* pool, base::Clock& clock, const Ends& ends,
         const Hooks& hooks, Stops stops)
    : m_journal(std::move(journal)), m_content(std::move(content)), m_journals(journals), m_pool(pool), m_clock(clock),
      m_ends(ends), m_hooks(hooks), m_stops(std::move(stops)) {
  for (std::size_t i = 0; i < m_journal.cells.size(); ++i) {
    const auto& cell = m_journal.cells[i];
    if (auto known = m_journals.flipped(m_journal.targets[cell.target], m_journal.ref(cell)); known && *known)
      m_recorded[i] = *known;
  }
}

ports::Registry& Run::at(const Cell& cell) const { return *m_ends.targets.find(m_journal.targets[cell.target])->second; }

Run::Patience Run::whenDown(Patience waiting) const {
  return m_journal.policy.when_down == WhenDown::Wait ? waiting : Patience::None;
}

Run::Failures Run::forAll(const Cells& items, Patience patience, std::string_view what, const Action& action) {
  const auto again = [&](const Error& error) {
    if (error.code == Errc::Cancelled || patience == Patience::None) return false;
    if (patience == Patience::Ready) return error.code != Errc::ManifestUnknown && error.code != Errc::BlobUnknown && error.code != Errc::TagMoved;
    return isDown(error);
  };
  const auto& stop = patience == Patience::Back ? m_stops.halt : m_stops.cancel;
  const auto deadline = m_clock.steady() + m_journal.policy.patience;
  Failures for_good;
  Cells rest = items;
  for (std::string told;;) {
    Failures failed;
    // A task that the pool drops must not look done.
    for (const auto item : rest) failed.emplace(item, Error{Errc::Cancelled, "cancelled", {}, 0, {}, {}, {}});
    std::mutex mutex;
    const auto run = [&](std::size_t item) {
      auto done = action(item);
      const std::lock_guard lock(mutex);
      if (done)
        failed.erase(item);
      else
        failed.at(item) = std::move(done).error();
    };
    if (m_pool == nullptr || rest.size() == 1) {
      for (const auto item : rest) run(item);
    } else {
      base::TaskGroup tasks(*m_pool);
      for (const auto item : rest) tasks.run([&run, item] { run(item); });
    }
    rest.clear();
    for (const auto& [item, error] : failed)
      if (again(error))
        rest.push_back(item);
      else
        for_good.emplace(item, error);
    const bool hopeless = !for_good.empty() && patience != Patience::Back;
    if (rest.empty() || hopeless || stop.stop_requested() || m_clock.steady() + m_journal.policy.pause > deadline) {
      for_good.merge(failed);
      return for_good;
    }
    const auto& error = failed.at(rest.front());
    if (auto text = std::string(what) + " is tried again every " + base::formatDuration(m_journal.policy.pause) + ": " + error.text();
        text != told)
      tell("warning", told = std::move(text));
    if (!m_clock.sleep(m_journal.policy.pause, stop)) {
      for_good.merge(failed);
      return for_good;
    }
  }
}

Run::Cells Run::active(std::size_t first_wave, std::size_t last_wave) const {
  Cells out;
  for (std::size_t i = 0; i < m_journal.cells.size(); ++i) {
    const auto& cell = m_journal.cells[i];
    const auto wave = m_journal.waveOf(cell.target);
    if (wave < first_wave || wave > last_wave) continue;
    switch (cell.state) {
    case CellState::Unchanged:
    case CellState::Kept:
    case CellState::Lagging:
    case CellState::Foreign: break;
    default: out.push_back(i);
    }
  }
  return out;
}

Run::Cells Run::inState(const Cells& cells, std::initializer_list<CellState> states) const {
  Cells out;
  for (const auto i : cells)
    if (std::find(states.begin(), states.end(), m_journal.cells[i].state) != states.end()) out.push_back(i);
  return out;
}

Run::Cells Run::ofTargets(const Failures& failed) const {
  std::vector<char> hit(m_journal.targets.size(), 0);
  for (const auto& entry : failed) hit[m_journal.cells[entry.first].target] = 1;
  Cells out;
  for (std::size_t i = 0; i < m_journal.cells.size(); ++i)
    if (hit[m_journal.cells[i].target] != 0) out.push_back(i);
  return out;
}

void Run::mark(std::size_t cell, CellState state, std::string text) {
  const std::lock_guard lock(m_mutex);
  m_journal.cells[cell].state = state;
  m_journal.cells[cell].text = std::move(text);
}

void Run::contest(std::size_t i, std::optional<oci::Digest> expected, std::optional<oci::Digest> found) {
  const std::lock_guard lock(m_mutex);
  const auto& cell = m_journal.cells[i];
  m_conflicts.push_back({m_journal.targets[cell.target], m_journal.ref(cell), std::move(expected), std::move(found), cell.wanted});
}

void Run::tell(std::string_view level, std::string text) const {
  if (m_hooks.tell) m_hooks.tell(level, std::move(text));
}

Report Run::shown() const {
  const std::lock_guard lock(m_mutex);
  auto out = report(m_journal, m_errors);
  out.conflicts = m_conflicts;
  out.error = m_error;
  return out;
}

void Run::showChanged() {
  if (m_hooks.changed) m_hooks.changed(shown());
}

/// With the lock held, or when nothing runs.
Journals::Facts Run::records() {
  Journals::Facts facts;
  for (std::size_t i = 0; i < m_journal.cells.size(); ++i) {
    const auto& cell = m_journal.cells[i];
    std::optional<oci::Digest> ours; // where it is not known what we left there, nothing is claimed
    switch (cell.state) {
    case CellState::Unchanged:
    case CellState::Flipped:
    case CellState::Confirmed: ours = cell.wanted; break;
    case CellState::Waiting:
      if (!cell.touched) continue;
      [[fallthrough]];
    case CellState::RolledBack: ours = cell.previous; break;
    case CellState::Lagging:
      if (!cell.touched) continue;
      break;
    case CellState::Unclear:
    case CellState::Stays: break;
    case CellState::Kept:
    case CellState::Foreign: continue;
    }
    if (m_recorded[i] == ours) continue;
    m_recorded[i] = ours;
    facts.push_back(Journals::flippedFact(m_journal.targets[cell.target], m_journal.ref(cell), ours));
  }
  return facts;
}

bool Run::save() {
  auto saved = m_content_saved ? m_journals.save(m_journal, records()) : m_journals.saveWith(m_journal, m_content);
  showChanged();
  if (saved) return m_saved = m_content_saved = true;
  m_error = std::move(saved).error().during("write the promotion's journal");
  return false;
}

// Flips that end at once share one write: it is a transaction on disk, and it must not stretch the window.
void Run::note() {
  {
    std::unique_lock lock(m_mutex);
    m_dirty = true;
    if (m_saving) return;
    m_saving = true;
    while (std::exchange(m_dirty, false)) {
      const auto journal = m_journal;
      auto facts = records();
      lock.unlock();
      // A failure shows at the end; until then the targets themselves are the record.
      (void)m_journals.save(journal, std::move(facts));
      lock.lock();
    }
    m_saving = false;
  }
  showChanged();
}

void Run::finish(Outcome outcome, std::string text) {
  m_journal.phase = Phase::Done;
  m_journal.outcome = outcome;
  m_journal.finished = m_clock.now();
  m_journal.text = std::move(text);
  auto facts = records();
  for (const auto& cell : m_journal.cells) {
    const auto& target = m_journal.targets[cell.target];
    if (cell.state == CellState::Lagging)
      facts.push_back(Journals::laggingFact(target, m_journal.ref(cell), cell.wanted));
    else if (cell.state == CellState::Unchanged || cell.state == CellState::Confirmed)
      facts.push_back(Journals::laggingFact(target, m_journal.ref(cell), std::nullopt));
  }
  auto written = m_saved ? m_journals.close(m_journal, std::move(facts)) : m_journals.put(std::move(facts));
  if (!written) m_error = std::move(written).error().during("close the promotion's journal");
  showChanged();
}

void Run::giveUp(const Error& error) {
  m_error = error;
  finish(Outcome::NotFlipped, error.text());
}

void Run::stayOpen(std::string text) {
  m_journal.outcome = m_stops.halt.stop_requested() ? Outcome::Open : Outcome::Mixed;
  m_journal.text = std::move(text);
  auto saved = m_journals.save(m_journal, records());
  if (!saved) m_error = std::move(saved).error().during("write the promotion's journal");
  if (!m_error) m_error = Error{m_stops.halt.stop_requested() ? Errc::Cancelled : Errc::Busy, m_journal.text, {}, 0, {}, {}, {}};
  showChanged();
}

} // namespace meridian::promote
