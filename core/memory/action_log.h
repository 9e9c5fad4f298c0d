// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/action_log.h"

#include <deque>
#include <mutex>

namespace meridian::memory {

/// An audit trail that ends with the object.
class ActionLog final : public ports::ActionLog {
public:
  base::Result<void> putAction(const ports::ActionRecord& action) override;
  base::Result<std::vector<ports::ActionRecord>> actions(std::uint64_t before_seq, std::size_t limit) override;
  base::Result<void> pruneActions(std::size_t count) override;

private:
  std::mutex m_mutex;
  std::deque<ports::ActionRecord> m_actions; ///< seq rises
  std::uint64_t m_seq = 0;
};

} // namespace meridian::memory
