// SPDX-License-Identifier: GPL-3.0-or-later
#include "promote/down.h"
#include "promote/run.h"

#include <algorithm>
#include <utility>

namespace meridian::promote {

using base::Errc;

// The journal says what was meant; what is so, only the targets know. So they are asked first, all of them.
Report Run::recover() {
  m_recovering = true;
  m_saved = m_content_saved = true;
  if (m_journal.phase == Phase::Checking) {
    finish(Outcome::NotFlipped, "it ended before anything was set");
    return shown();
  }
  // What was left out half-way may be ahead of the others.
  for (std::size_t i = 0; i < m_journal.cells.size(); ++i)
    if (m_journal.cells[i].state == CellState::Lagging && m_journal.cells[i].touched) mark(i, CellState::Unclear);
  const auto cells = active(0, m_journal.wave);
  Found found;
  const auto failed = readAll(cells, whenDown(Patience::Ready), found);
  if (m_stops.cancel.stop_requested()) return shown(); // as open as before
  if (!failed.empty()) {
    m_errors.insert(failed.begin(), failed.end());
    m_error = failed.begin()->second;
    if (m_journal.policy.when_down != WhenDown::Continue || m_journal.phase == Phase::RollingBack) {
      for (const auto& [i, error] : failed) mark(i, CellState::Unclear, error.text());
      stayOpen("it cannot be told whether all tags are the same: " + m_error->text());
      return shown();
    }
    leaveOut(failed);
  }
  // Where nobody can be asked who may be ahead, the others cannot be told to be equal.
  const auto maybe_new = [&](const auto& entry) { return m_journal.cells[entry.first].touched; };
  const bool unknown = std::any_of(failed.begin(), failed.end(), maybe_new);
  sort(found);
  const auto now_new = inState(cells, {CellState::Confirmed});
  const auto now_old = inState(cells, {CellState::Waiting});
  const bool back = m_journal.phase == Phase::RollingBack;
  const bool to_go_back = back ? m_journal.cancelled || !now_old.empty()
                               : m_journal.phase == Phase::Observing && m_journal.policy.on_stop == OnStop::RollBack;
  if (now_new.empty() && unknown) {
    for (const auto& [i, error] : failed) mark(i, CellState::Unclear, error.text());
    stayOpen("it cannot be told whether all tags are the same: " + m_error->text());
  } else if (now_new.empty() && now_old.empty()) {
    conclude();
  } else if (now_new.empty()) {
    for (const auto i : now_old) mark(i, back ? CellState::RolledBack : CellState::Waiting);
    finish(back ? Outcome::RolledBack : Outcome::NotFlipped, back ? m_journal.text : "no tag had been set when it ended");
  } else if (to_go_back) {
    putBack(m_journal.text.empty() ? "it ended while a wave was watched" : m_journal.text);
  } else if (now_old.empty()) {
    if (back) m_journal.phase = Phase::Flipping;
    if (flipFrom(m_journal.wave + 1)) conclude();
  } else {
    forward();
  }
  return shown();
}

/// What the targets say now becomes the state of their cells.
void Run::sort(const Found& found) {
  for (const auto& [i, digest] : found) {
    const auto& cell = m_journal.cells[i];
    if (cell.state == CellState::Lagging) continue; // with another tag of its target
    if (digest == cell.wanted) {
      mark(i, CellState::Confirmed);
    } else if (digest == cell.previous) {
      mark(i, CellState::Waiting);
    } else {
      contest(i, cell.wanted, digest);
      mark(i, CellState::Foreign, "somebody else has set it meanwhile; it is left so");
    }
  }
}

/// Some tags are new and some are old: the rest follows if its content is still there.
void Run::forward() {
  const auto old = inState(active(0, m_journal.wave), {CellState::Waiting});
  tell("warning", std::to_string(old.size()) + " tags are behind; they are set as well");
  const auto lacking = checkContent(old);
  if (m_stops.cancel.stop_requested()) return stayOpen("halted before all tags were the same");
  if (!lacking.empty()) {
    if (m_journal.policy.when_down != WhenDown::Continue || m_forward_tried) return putBack(lacking.begin()->second.text());
    leaveOut(lacking);
  }
  m_journal.phase = Phase::Flipping;
  for (const auto i : old) m_journal.cells[i].touched = true;
  if (!save()) return stayOpen(m_error->text());
  if (flip(inState(old, {CellState::Waiting})) && flipFrom(m_journal.wave + 1)) conclude();
}

} // namespace meridian::promote
