// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory/action_log.h"

namespace meridian::memory {

using ports::ActionRecord;

base::Result<void> ActionLog::putAction(const ActionRecord& action) {
  const std::lock_guard lock(m_mutex);
  m_actions.push_back(action);
  m_actions.back().seq = ++m_seq;
  return {};
}

base::Result<std::vector<ActionRecord>> ActionLog::actions(std::uint64_t before_seq, std::size_t limit) {
  const std::lock_guard lock(m_mutex);
  std::vector<ActionRecord> out;
  for (auto action = m_actions.rbegin(); action != m_actions.rend() && out.size() < limit; ++action)
    if (before_seq == 0 || action->seq < before_seq) out.push_back(*action);
  return out;
}

base::Result<void> ActionLog::pruneActions(std::size_t count) {
  const std::lock_guard lock(m_mutex);
  while (m_actions.size() > count) m_actions.pop_front();
  return {};
}

} // namespace meridian::memory
