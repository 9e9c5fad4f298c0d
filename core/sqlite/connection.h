// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace meridian::sqlite {

enum class Access { Write, Read };

/// One connection with its prepared statements. One thread at a time.
class Connection {
public:
  /// Opens and sets WAL, synchronous=NORMAL and the busy timeout. Errors: IoFailed, Busy, DiskFull;
  /// ContentMismatch when the file is damaged or no database.
  [[nodiscard]] static base::Result<std::unique_ptr<Connection>> open(const std::filesystem::path& file,
                                                                      Access access);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Statements without parameters and results; several are separated by ";".
  [[nodiscard]] base::Result<void> execute(const std::string& sql);
  /// What SQLite said last, as an Error.
  [[nodiscard]] base::Unexpected failure() const;
  /// Whether a transaction is open. SQLite ends one by itself on some errors (disk full, input or output).
  [[nodiscard]] bool inTransaction() const;
  /// Rows changed by the last statement.
  [[nodiscard]] std::int64_t changes() const;

private:
  friend class Query;
  explicit Connection(sqlite3* handle, std::filesystem::path file)
      : m_handle(handle), m_file(std::move(file)) {}
  [[nodiscard]] sqlite3_stmt* prepared(std::string_view sql);

  sqlite3* m_handle;
  std::filesystem::path m_file;
  std::unordered_map<std::string, sqlite3_stmt*> m_statements;
};

/// A statement in use, with its parameters bound in order; it is reset when this goes, so that no read
/// transaction stays open.
class Query {
public:
  template <class... Values>
  Query(Connection& connection, std::string_view sql, const Values&... values)
      : m_connection(connection), m_statement(connection.prepared(sql)) {
    (bind(values), ...);
  }
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  /// true: there is a row.
  [[nodiscard]] base::Result<bool> next();
  /// To the end.
  [[nodiscard]] base::Result<void> run();

  [[nodiscard]] std::int64_t integer();
  [[nodiscard]] double real();
  [[nodiscard]] std::string text();

private:
  void bind(std::int64_t value);
  void bind(std::uint64_t value) { bind(static_cast<std::int64_t>(value)); }
  void bind(int value) { bind(static_cast<std::int64_t>(value)); }
  void bind(double value);
  void bind(std::string_view value);
  void bind(const std::string& value) { bind(std::string_view(value)); }

  Connection& m_connection;
  sqlite3_stmt* m_statement;
  int m_bound = 0;
  int m_column = 0; ///< columns are read in order
  bool m_failed = false;
};

} // namespace meridian::sqlite
