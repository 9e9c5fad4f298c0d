// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite/connection.h"

#include <cerrno>
#include <sqlite3.h>
#include <system_error>

namespace meridian::sqlite {

using base::Errc;

namespace {

constexpr int kBusyTimeoutMs = 5'000;

Errc codeOf(int result, int system_error) {
  switch (result & 0xff) {
  case SQLITE_FULL:
    return Errc::DiskFull;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return Errc::Busy;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return Errc::ContentMismatch;
  case SQLITE_IOERR:
    if (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG) return Errc::DiskFull;
    return Errc::IoFailed;
  case SQLITE_CANTOPEN:
  case SQLITE_READONLY:
  case SQLITE_PERM:
  case SQLITE_NOLFS:
    return Errc::IoFailed;
  default:
    return Errc::Internal;
  }
}

base::Unexpected failureOf(sqlite3* handle, const std::string& name) {
  const int result = sqlite3_extended_errcode(handle);
  const int error = sqlite3_system_errno(handle);
  std::string message = name + ": " + sqlite3_errmsg(handle);
  const bool disk = (result & 0xff) == SQLITE_IOERR || (result & 0xff) == SQLITE_CANTOPEN;
  if (disk && error != 0) message += " (" + std::generic_category().message(error) + ")";
  return base::fail(codeOf(result, error), std::move(message));
}

} // namespace

base::Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path& file, Access access,
                                                           std::string what) {
  sqlite3* handle = nullptr;
  // Each connection has one user at a time, so SQLite needs no lock of its own.
  const int flags =
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
      (access == Access::Write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  const int result = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
  if (handle == nullptr) return base::fail(Errc::Internal, "no memory for a database connection");
  std::unique_ptr<Connection> out(new Connection(handle, std::move(what) + " " + file.string()));
  if (result != SQLITE_OK) return out->failure();
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  // NORMAL under WAL: a commit survives the end of this process at any moment; after a power cut the last
  // ones may be missing, but the database is whole (https://www.sqlite.org/pragma.html#pragma_synchronous).
  const char* const settings = access == Access::Write ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                                                       : "PRAGMA query_only=ON;";
  if (auto set = out->execute(settings); !set) return base::pass(std::move(set));
  return out;
}

Connection::~Connection() {
  for (const auto& [sql, statement] : m_statements)
    sqlite3_finalize(statement);
  sqlite3_close(m_handle);
}

base::Result<void> Connection::execute(const std::string& sql) {
  if (sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return failure();
  return {};
}

base::Unexpected Connection::failure() const {
  return failureOf(m_handle, m_name);
}
bool Connection::inTransaction() const {
  return sqlite3_get_autocommit(m_handle) == 0;
}
std::int64_t Connection::changes() const {
  return sqlite3_changes64(m_handle);
}

sqlite3_stmt* Connection::prepared(std::string_view sql) {
  auto& statement = m_statements[std::string(sql)];
  if (statement == nullptr)
    sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                       &statement, nullptr);
  return statement; // null: next() reports what SQLite said
}

Query::~Query() {
  if (m_statement == nullptr) return;
  sqlite3_reset(m_statement);
  sqlite3_clear_bindings(m_statement);
}

base::Result<bool> Query::next() {
  if (m_statement == nullptr || m_failed) return m_connection.failure();
  m_column = 0;
  const int result = sqlite3_step(m_statement);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  return m_connection.failure();
}

base::Result<void> Query::run() {
  while (true) {
    const auto row = next();
    if (!row) return base::fail(row.error());
    if (!*row) return {};
  }
}

std::int64_t Query::integer() {
  return sqlite3_column_int64(m_statement, m_column++);
}
double Query::real() {
  return sqlite3_column_double(m_statement, m_column++);
}
std::string Query::text() {
  const auto* const bytes = reinterpret_cast<const char*>(sqlite3_column_blob(m_statement, m_column));
  const int size = sqlite3_column_bytes(m_statement, m_column++);
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

bool Query::hasTypes(std::string_view types) const {
  if (sqlite3_column_count(m_statement) - m_column < static_cast<int>(types.size())) return false;
  int column = m_column;
  for (const char type : types) {
    const int wanted = type == 'i' ? SQLITE_INTEGER : type == 'r' ? SQLITE_FLOAT : type == 't' ? SQLITE_TEXT : SQLITE_BLOB;
    if (sqlite3_column_type(m_statement, column++) != wanted) return false;
  }
  return true;
}

void Query::bindRest(Query& row) {
  if (m_statement == nullptr) return;
  for (const int count = sqlite3_column_count(row.m_statement); row.m_column < count; ++row.m_column)
    if (sqlite3_bind_value(m_statement, ++m_bound, sqlite3_column_value(row.m_statement, row.m_column)) != SQLITE_OK)
      m_failed = true;
}

void Query::bind(std::int64_t value) {
  if (m_statement != nullptr && sqlite3_bind_int64(m_statement, ++m_bound, value) != SQLITE_OK)
    m_failed = true;
}
void Query::bind(double value) {
  if (m_statement != nullptr && sqlite3_bind_double(m_statement, ++m_bound, value) != SQLITE_OK)
    m_failed = true;
}
void Query::bind(std::string_view value) {
  // The text belongs to the caller, who outlives this object's single statement.
  const char* const bytes = value.data() == nullptr ? "" : value.data();
  if (m_statement != nullptr && sqlite3_bind_text64(m_statement, ++m_bound, bytes, value.size(),
                                                    SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
    m_failed = true;
}

void Query::bind(Blob value) {
  const char* const bytes = value.bytes.data() == nullptr ? "" : value.bytes.data();
  if (m_statement != nullptr &&
      sqlite3_bind_blob64(m_statement, ++m_bound, bytes, value.bytes.size(), SQLITE_STATIC) != SQLITE_OK)
    m_failed = true;
}

} // namespace meridian::sqlite
