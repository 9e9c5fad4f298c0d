// SPDX-License-Identifier: GPL-3.0-or-later
#include "promote/report.h"

namespace meridian::promote {

namespace {

/// The higher, the more a person has to know of it.
int weight(CellState state) {
  switch (state) {
  case CellState::Stays: return 9;
  case CellState::Unclear: return 8;
  case CellState::Foreign: return 7;
  case CellState::Lagging: return 6;
  case CellState::RolledBack: return 5;
  case CellState::Kept: return 4;
  case CellState::Waiting: return 3;
  case CellState::Flipped: return 2;
  case CellState::Confirmed: return 1;
  case CellState::Unchanged: return 0;
  }
  return 0;
}

std::vector<std::string> pick(const Report& report, std::initializer_list<CellState> states) {
  std::vector<std::string> out;
  for (const auto& tag : report.tags)
    for (const auto state : states)
      if (tag.state == state) out.push_back(tag.target + " " + tag.ref);
  return out;
}

} // namespace

std::vector<std::string> Report::lagging() const { return pick(*this, {CellState::Lagging}); }
std::vector<std::string> Report::mixed() const {
  if (outcome != Outcome::Mixed) return {};
  return pick(*this, {CellState::Stays, CellState::Unclear, CellState::Flipped, CellState::Confirmed});
}

Report report(const Journal& journal, const std::map<std::size_t, base::Error>& errors) {
  Report out;
  out.id = journal.id;
  out.rule = journal.rule;
  out.kind = journal.kind;
  out.phase = journal.phase;
  out.outcome = journal.outcome;
  out.wave = journal.wave;
  out.waves = journal.waves.size();
  out.text = journal.text;
  out.flip_skew = journal.flip_skew;
  for (std::size_t t = 0; t < journal.targets.size(); ++t) {
    Report::Target target{journal.targets[t], journal.waveOf(t), CellState::Unchanged, 0, 0, {}};
    for (const auto& cell : journal.cells) {
      if (cell.target != t) continue;
      ++target.tags;
      if (cell.state == CellState::Unchanged || cell.state == CellState::Flipped || cell.state == CellState::Confirmed)
        ++target.flipped;
      if (weight(cell.state) > weight(target.state) || (target.text.empty() && cell.state == target.state)) {
        target.state = cell.state;
        target.text = cell.text;
      }
    }
    out.targets.push_back(std::move(target));
  }
  for (std::size_t i = 0; i < journal.cells.size(); ++i) {
    const auto& cell = journal.cells[i];
    Report::Tag tag{journal.targets[cell.target], journal.ref(cell), cell.previous, cell.wanted, cell.state, cell.after, cell.text, {}};
    if (const auto found = errors.find(i); found != errors.end()) tag.error = found->second;
    out.tags.push_back(std::move(tag));
  }
  return out;
}

} // namespace meridian::promote
