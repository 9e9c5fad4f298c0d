// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite/schema.h"

#include "sqlite/tables.h"

#include <algorithm>
#include <array>

namespace meridian::sqlite {

using base::Errc;

namespace {

// Steps are only ever added: the files of every earlier version are out there.
constexpr std::array kSteps{
    // 1: jobs, what became of each tag, their story, and named facts. Times are ms since 1970, UTC.
    R"sql(
CREATE TABLE jobs (
  id TEXT PRIMARY KEY, rule TEXT NOT NULL, state TEXT NOT NULL,
  created INTEGER NOT NULL, started INTEGER NOT NULL, finished INTEGER NOT NULL,
  tags_matched INTEGER NOT NULL, tags_copied INTEGER NOT NULL, tags_unchanged INTEGER NOT NULL,
  tags_failed INTEGER NOT NULL,
  bytes_total INTEGER NOT NULL, bytes_read INTEGER NOT NULL, bytes_written INTEGER NOT NULL,
  bytes_mounted INTEGER NOT NULL, bytes_skipped INTEGER NOT NULL, bytes_resumed INTEGER NOT NULL,
  source_requests INTEGER NOT NULL, target_requests INTEGER NOT NULL, error TEXT NOT NULL
);
CREATE INDEX jobs_by_age ON jobs (created, id);
CREATE TABLE outcomes (
  seq INTEGER PRIMARY KEY, job TEXT NOT NULL, target TEXT NOT NULL, ref TEXT NOT NULL, digest TEXT NOT NULL,
  result TEXT NOT NULL, bytes INTEGER NOT NULL, seconds REAL NOT NULL, finished INTEGER NOT NULL,
  error_code TEXT NOT NULL, error_message TEXT NOT NULL, http_status INTEGER NOT NULL, registry_code TEXT NOT NULL,
  retry_after INTEGER NOT NULL,
  UNIQUE (job, target, ref)
);
CREATE INDEX outcomes_by_age ON outcomes (finished);
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, job TEXT NOT NULL, time INTEGER NOT NULL, level TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX events_by_job ON events (job, seq);
CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
)sql",
    // 2: jobs that do something else than a sync.
    R"sql(
ALTER TABLE jobs ADD COLUMN kind TEXT NOT NULL DEFAULT 'sync';
)sql",
    // 3: who did what. Numbers are never given twice, so that a page that was read stays where it was.
    R"sql(
CREATE TABLE actions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, actor TEXT NOT NULL, verb TEXT NOT NULL,
  subject TEXT NOT NULL, detail TEXT NOT NULL, problem TEXT NOT NULL
);
)sql",
};

constexpr auto kNewest = static_cast<std::int64_t>(kSteps.size());

base::Unexpected foreign(std::int64_t found) {
  const std::string start = "the state database has version " + std::to_string(found) + ", ";
  return base::fail(Errc::ConfigInvalid,
                    found > kNewest ? start + "which a newer Meridian wrote; this one reads up to version " +
                                          std::to_string(kNewest)
                                    : start + "which is brought up to date when an engine next writes to it");
}

} // namespace

base::Result<std::int64_t> schemaVersion(Connection& connection) {
  Query query(connection, "PRAGMA user_version");
  const auto row = query.next();
  if (!row) return base::fail(row.error());
  return query.integer();
}

std::int64_t newestSchema() { return kNewest; }

base::Result<void> checkTables(Connection& connection) {
  const auto strange = [] { return base::fail(Errc::ContentMismatch, "the state database is none: it has the tables of another program"); };
  const auto found = schemaVersion(connection);
  if (!found) return base::fail(found.error());
  if (*found > kNewest) return foreign(*found);
  if (*found < 1) {
    Query query(connection, "SELECT count(*) FROM sqlite_schema");
    if (const auto row = query.next(); !row) return base::fail(row.error());
    return query.integer() == 0 ? base::Result<void>{} : strange();
  }
  for (const auto& table : kTables) {
    if (table.since > *found) continue;
    auto read = Query(connection, "SELECT " + table.columnsIn(*found) + " FROM " + std::string(table.name) + " LIMIT 0").run();
    if (!read && read.error().code == Errc::Internal) return strange();
    if (!read) return read;
  }
  return {};
}

base::Result<void> migrate(Connection& connection) {
  const auto found = schemaVersion(connection);
  if (!found) return base::fail(found.error());
  if (*found > kNewest) return foreign(*found);
  for (auto step = *found; step < kNewest; ++step) {
    const std::string sql = "BEGIN IMMEDIATE;" + std::string(kSteps[static_cast<std::size_t>(step)]) +
                            "PRAGMA user_version=" + std::to_string(step + 1) + ";COMMIT;";
    if (auto made = connection.execute(sql); !made) {
      if (connection.inTransaction()) (void)connection.execute("ROLLBACK");
      return base::pass(std::move(made), "database step " + std::to_string(step + 1));
    }
  }
  return {};
}

base::Result<void> checkVersion(Connection& connection) {
  const auto found = schemaVersion(connection);
  if (!found) return base::fail(found.error());
  if (*found != kNewest) return foreign(*found);
  return {};
}

base::Result<void> checkIntegrity(Connection& connection) {
  Query query(connection, "PRAGMA quick_check(1)");
  const auto row = query.next();
  if (!row) return base::fail(row.error());
  auto finding = query.text();
  if (finding == "ok") return {};
  std::replace(finding.begin(), finding.end(), '\n', ' ');
  return base::fail(Errc::ContentMismatch, "the state database is damaged: " + finding);
}

} // namespace meridian::sqlite
