// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite/action_log.h"

#include <limits>

namespace meridian::sqlite {

using ports::ActionRecord;

namespace {

ActionRecord readAction(Query& row) {
  ActionRecord action;
  action.seq = static_cast<std::uint64_t>(row.integer());
  action.time = timestamp(row.integer());
  for (auto* text : {&action.actor, &action.verb, &action.subject, &action.detail, &action.problem})
    *text = row.text();
  return action;
}

} // namespace

base::Result<void> ActionLog::putAction(const ActionRecord& action) {
  return m_database->write([&action](Connection& db) {
    return Query(db, "INSERT INTO actions (time, actor, verb, subject, detail, problem) VALUES (?,?,?,?,?,?)",
                 ms(action.time), action.actor, action.verb, action.subject, action.detail, action.problem)
        .run();
  });
}

base::Result<std::vector<ActionRecord>> ActionLog::actions(std::uint64_t before_seq, std::size_t limit) {
  constexpr auto kAll = std::numeric_limits<std::int64_t>::max();
  return m_database->select<ActionRecord>(
      readAction, "SELECT * FROM actions WHERE seq<? ORDER BY seq DESC LIMIT ?",
      before_seq == 0 ? kAll : atMost(before_seq), atMost(limit));
}

base::Result<void> ActionLog::pruneActions(std::size_t count) {
  return m_database->write([count](Connection& db) {
    return Query(db, "DELETE FROM actions WHERE seq<=(SELECT seq FROM actions ORDER BY seq DESC LIMIT 1 OFFSET ?)",
                 atMost(count))
        .run();
  });
}

} // namespace meridian::sqlite
