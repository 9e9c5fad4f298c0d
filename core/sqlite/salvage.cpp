// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite/salvage.h"

#include "sqlite/schema.h"
#include "sqlite/tables.h"

#include <fstream>
#include <limits>
#include <optional>
#include <system_error>

namespace meridian::sqlite {

namespace fs = std::filesystem;

namespace {

/// An upload that nobody remembers is started anew, and an audit that nobody remembers is made again.
bool isBelief(std::string_view fact) { return fact.starts_with("audited/") || fact.starts_with("upload/"); }

/// Reads one table in the order of its keys. What fails ends a scan; the next begins further on, at first a little and
/// then in ever longer steps, until it is past what cannot be read.
class Scan {
public:
  Scan(Connection& from, Connection& into, const TableShape& table, std::int64_t version)
      : m_from(from), m_into(into), m_table(table), m_types(table.typesIn(version)) {
    const auto columns = table.columnsIn(version);
    std::string marks = "?";
    for (std::size_t i = 1; i < m_types.size(); ++i) marks += ",?";
    const std::string name(table.name), key(table.key);
    // An index may be whole where the table is not, and the other way round: the table counts.
    m_select = "SELECT " + key + "," + columns + " FROM " + name + (text() ? "" : " NOT INDEXED") + " WHERE " + key + ">=? ORDER BY " + key;
    m_insert = "INSERT OR IGNORE INTO " + name + "(" + columns + ") VALUES (" + marks + ")";
  }

  /// Whether that was all. Errors of the side that is written to.
  base::Result<bool> run() {
    if (text()) return runText();
    std::int64_t from = std::numeric_limits<std::int64_t>::min();
    for (std::int64_t step = 1; m_tries++ < kMostTries;) {
      const auto before = m_rows;
      auto ended = scan(from);
      if (!ended) return base::fail(ended.error());
      if (*ended) return m_tries == 1;
      if (m_rows > before || !m_last) step = 1;
      if (!m_last) from = 0, m_last = 0;
      else from = std::max(from, *m_last);
      if (from > std::numeric_limits<std::int64_t>::max() - step) return false;
      from += step;
      step = step > std::numeric_limits<std::int64_t>::max() / 2 ? step : step * 2;
    }
    return false;
  }

private:
  static constexpr std::size_t kMostTries = 200'000;
  [[nodiscard]] bool text() const { return m_table.key == "key"; }

  base::Result<bool> runText() {
    std::string from;
    for (; m_tries++ < kMostTries;) {
      const auto before = m_rows;
      auto ended = scan(from);
      if (!ended) return base::fail(ended.error());
      if (*ended) return m_tries == 1;
      if (m_rows > before) from = m_last_text;
      // The next key of the same length, and past the last one of that the next of a shorter one, which leaves more
      // behind.
      while (from.size() > 1 && !(from.back() >= ' ' && from.back() < '~')) from.pop_back();
      if (from.empty()) from = " ";
      else if (static_cast<unsigned char>(from.back()) >= '~') return false;
      else ++from.back();
    }
    return false;
  }

  /// True: to the end. False: something could not be read.
  template <class Key>
  base::Result<bool> scan(const Key& from) {
    Query query(m_from, m_select, from);
    while (true) {
      const auto row = query.next();
      if (!row) return false;
      if (!*row) return true;
      if (text()) m_last_text = query.text();
      else m_last = query.integer();
      ++m_rows;
      if (!query.hasTypes(m_types) || (text() && isBelief(m_last_text))) continue;
      Query insert(m_into, m_insert);
      insert.bindRest(query);
      if (auto put = insert.run(); !put) return base::pass(std::move(put));
    }
  }

  Connection& m_from;
  Connection& m_into;
  const TableShape& m_table;
  const std::string_view m_types;
  std::string m_select, m_insert;
  std::optional<std::int64_t> m_last;
  std::string m_last_text;
  std::uint64_t m_rows = 0;
  std::size_t m_tries = 0;
};

/// Whether all could be read.
base::Result<bool> readTables(Connection& from, Connection& into) {
  const auto found = schemaVersion(from);
  const auto version = found && *found >= 1 && *found <= newestSchema() ? *found : newestSchema();
  bool whole = true;
  for (const auto& table : kTables) {
    if (table.since > version) continue;
    auto all = Scan(from, into, table, version).run();
    if (!all) return base::pass(std::move(all), "keep what can be read of table " + std::string(table.name));
    whole = *all && whole;
  }
  return whole;
}

base::Result<bool> readFile(const fs::path& file, Connection& into) {
  auto from = Connection::open(file, Access::Read);
  if (!from) return false;
  // More than the header says may be in the file, or less: what is there counts.
  (void)(*from)->execute("PRAGMA writable_schema=ON; PRAGMA cell_size_check=ON;");
  return readTables(**from, into);
}

base::Result<Salvaged> count(Connection& into, bool whole) {
  Salvaged out{0, 0, 0, 0, 0, whole};
  const std::array counts{&out.jobs, &out.outcomes, &out.events, &out.facts, &out.actions};
  for (std::size_t i = 0; i < kTables.size(); ++i) {
    Query query(into, "SELECT count(*) FROM " + std::string(kTables[i].name));
    if (auto row = query.next(); !row) return base::pass(std::move(row));
    *counts[i] = static_cast<std::uint64_t>(query.integer());
  }
  return out;
}

constexpr std::size_t kPage = 4096; ///< SQLite's own choice, which nothing here changes

/// A copy whose first page, which says where all tables begin, is that of a new database: those of the first version
/// begin at the same pages in every file. False where that cannot be made; `to` may be there then.
bool withNewFirstPage(const fs::path& damaged, const fs::path& to) {
  constexpr std::size_t kPageCount = 28; // where it stands in the header
  std::string first(kPage, '\0');
  {
    auto fresh = Connection::open(to, Access::Write);
    if (!fresh || !(*fresh)->execute("PRAGMA journal_mode=DELETE;") || !migrate(**fresh)) return false;
  }
  if (!std::ifstream(to, std::ios::binary).read(first.data(), kPage)) return false;
  for (std::size_t i = 0; i < 4; ++i) first[kPageCount + i] = '\0'; // as many as the file has
  std::error_code error;
  if (fs::file_size(damaged, error) < 2 * kPage || error) return false;
  fs::copy_file(damaged, to, fs::copy_options::overwrite_existing, error);
  if (error) return false;
  fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, error);
  std::fstream out(to, std::ios::binary | std::ios::in | std::ios::out);
  return static_cast<bool>(out.write(first.data(), kPage).flush());
}

void removePatched(const fs::path& patched) {
  std::error_code ignored;
  for (const char* part : {"", "-wal", "-shm", "-journal"}) fs::remove(patched.string() + part, ignored);
}

/// A file that was cut within a page: what is left of that page would read as rows of zeros.
bool withWholePages(const fs::path& damaged, const fs::path& to) {
  std::error_code error;
  const auto size = fs::file_size(damaged, error);
  if (error || size % kPage == 0 || size < kPage) return false;
  fs::copy_file(damaged, to, error);
  if (!error) fs::resize_file(to, size - size % kPage, error);
  std::error_code no_log;
  if (!error) fs::copy_file(damaged.string() + "-wal", to.string() + "-wal", no_log);
  return !error;
}

base::Result<Salvaged> readAll(const fs::path& damaged, Connection& into) {
  const auto patched = damaged.string() + ".patched";
  removePatched(patched);
  auto all = readFile(withWholePages(damaged, patched) ? fs::path(patched) : damaged, into);
  removePatched(patched);
  if (!all) return base::pass(std::move(all));
  auto saved = count(into, *all);
  if (!saved || !saved->empty()) return saved;
  if (withNewFirstPage(damaged, patched)) all = readFile(patched, into);
  removePatched(patched);
  if (!all) return base::pass(std::move(all));
  return count(into, false);
}

} // namespace

std::string Salvaged::text() const {
  const auto number = [](std::uint64_t count, const char* what) { return std::to_string(count) + " " + what + (count == 1 ? "" : "s"); };
  return number(jobs, "job") + " with " + number(outcomes, "outcome") + ", " + number(events, "event") + ", " +
         number(facts, "fact") + " and " + number(actions, "action");
}

base::Result<Salvaged> salvage(const fs::path& damaged, Connection& into) {
  auto saved = [&]() -> base::Result<Salvaged> {
    if (auto begun = into.execute("BEGIN IMMEDIATE"); !begun) return base::pass(std::move(begun));
    auto read = readAll(damaged, into);
    if (!read) return read;
    // What no job names any more is nobody's to remove.
    if (auto done = into.execute("DELETE FROM outcomes WHERE job NOT IN (SELECT id FROM jobs);"
                                 "DELETE FROM events WHERE job<>'' AND job NOT IN (SELECT id FROM jobs);");
        !done)
      return base::pass(std::move(done));
    auto kept = count(into, read->whole);
    if (auto done = into.execute("COMMIT"); kept && !done) return base::pass(std::move(done));
    return kept;
  }();
  if (!saved && into.inTransaction()) (void)into.execute("ROLLBACK");
  return saved;
}

} // namespace meridian::sqlite
