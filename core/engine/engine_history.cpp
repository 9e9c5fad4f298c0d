// SPDX-License-Identifier: GPL-3.0-or-later
// What was: links over a day, and who did what.
#include "engine/engine.h"

#include "engine/interior.h"

namespace meridian::engine {

using base::Result;

Result<LineHistory> Engine::lineHistory(std::string_view from, std::string_view to) {
  LineHistory history;
  history.from = from;
  history.to = to;
  return history;
}

Result<std::vector<ports::ActionRecord>> Engine::actions(std::uint64_t before_seq, std::size_t limit) {
  auto& log = m_interior->workshop.parts.actions;
  if (!log) return std::vector<ports::ActionRecord>{};
  return log->actions(before_seq, limit);
}

} // namespace meridian::engine
