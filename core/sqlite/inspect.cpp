// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite/inspect.h"

#include "sqlite/schema.h"
#include "sqlite/tables.h"

#include <sqlite3.h>
#include <system_error>

namespace meridian::sqlite {

using base::Errc;
namespace fs = std::filesystem;

namespace {

base::Result<std::string> fullCheck(Connection& connection) {
  Query query(connection, "PRAGMA integrity_check(1)");
  const auto row = query.next();
  if (!row) return base::fail(row.error());
  return query.text();
}

base::Result<std::unique_ptr<Connection>> existing(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return base::fail(Errc::NotFound, "there is no state database " + file.string());
  return Connection::open(file, Access::Read);
}

} // namespace

base::Result<Inspection> inspect(const fs::path& file) {
  auto connection = existing(file);
  if (!connection) return base::pass(std::move(connection));
  Inspection out;
  out.sqlite = sqlite3_libversion();
  const auto version = schemaVersion(**connection);
  if (!version) return base::fail(version.error());
  out.schema = *version;
  const auto checked = fullCheck(**connection);
  out.integrity = checked ? *checked : checked.error().message;
  for (const auto& table : kTables) {
    Query query(**connection, "SELECT count(*) FROM " + std::string(table.name));
    if (const auto row = query.next(); row && *row) out.tables.emplace_back(table.name, static_cast<std::uint64_t>(query.integer()));
  }
  Query query(**connection, "SELECT CASE WHEN instr(key,'/')>0 THEN substr(key,1,instr(key,'/')) ELSE 'other' END AS kind, count(*) "
                            "FROM facts GROUP BY kind ORDER BY kind");
  for (auto row = query.next(); row && *row; row = query.next()) {
    auto kind = query.text();
    out.facts.emplace_back(std::move(kind), static_cast<std::uint64_t>(query.integer()));
  }
  return out;
}

base::Result<void> copyChecked(const fs::path& from, const fs::path& to) {
  auto connection = existing(from);
  if (!connection) return base::pass(std::move(connection));
  if (auto copied = (*connection)->copyTo(to); !copied) return copied;
  const auto good = [&]() -> base::Result<void> {
    auto copy = Connection::open(to, Access::Read);
    if (!copy) return base::pass(std::move(copy));
    const auto finding = fullCheck(**copy);
    if (!finding) return base::fail(finding.error());
    if (*finding != "ok") return base::fail(Errc::ContentMismatch, "the state database is damaged: " + *finding);
    return checkTables(**copy);
  }();
  std::error_code ignored;
  if (!good)
    for (const char* part : {"", "-wal", "-shm"}) fs::remove(to.string() + part, ignored);
  return good;
}

base::Result<void> compact(const fs::path& file) {
  auto connection = Connection::open(file, Access::Write);
  if (!connection) return base::pass(std::move(connection));
  return (*connection)->execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; VACUUM;");
}

} // namespace meridian::sqlite
