// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/action_log.h"
#include "sqlite/database.h"

#include <memory>

namespace meridian::sqlite {

/// The audit trail in the state database; see StateStore::actions().
class ActionLog final : public ports::ActionLog {
public:
  explicit ActionLog(std::shared_ptr<Database> database) : m_database(std::move(database)) {}

  base::Result<void> putAction(const ports::ActionRecord& action) override;
  base::Result<std::vector<ports::ActionRecord>> actions(std::uint64_t before_seq, std::size_t limit) override;
  base::Result<void> pruneActions(std::size_t count) override;

private:
  const std::shared_ptr<Database> m_database;
};

} // namespace meridian::sqlite
