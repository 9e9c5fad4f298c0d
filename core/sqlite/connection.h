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
  /// `what`: the file in the words of errors.
  [[nodiscard]] static base::Result<std::unique_ptr<Connection>> open(const std::filesystem::path& file, Access access,
                                                                      std::string what = "the state database");
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
  /// The database as of this moment as one file of mode 0600 with no log beside it, while others write. Errors:
  /// AlreadyExists; DiskFull, IoFailed, Busy, and ContentMismatch where it is damaged: then nothing is left of the copy.
  [[nodiscard]] base::Result<void> copyTo(const std::filesystem::path& file);
  /// The log stays beside the file as it is when this is closed: for evidence.
  void keepLog();

private:
  friend class Query;
  Connection(sqlite3* handle, std::string name) : m_handle(handle), m_name(std::move(name)) {}
  [[nodiscard]] sqlite3_stmt* prepared(std::string_view sql);

  sqlite3* m_handle;
  const std::string m_name; ///< "the state database /x/state.db"
  std::unordered_map<std::string, sqlite3_stmt*> m_statements;
};

/// Bytes that are no text.
struct Blob {
  std::string_view bytes;
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

  /// Binds the columns of another query's row that are not read yet.
  void bindRest(Query& row);
  /// Whether the columns of the row that are not read yet have these types, one letter each: i(nteger), r(eal), t(ext),
  /// b(lob). What a damaged page says may be of any.
  [[nodiscard]] bool hasTypes(std::string_view types) const;

private:
  void bind(std::int64_t value);
  void bind(std::uint64_t value) { bind(static_cast<std::int64_t>(value)); }
  void bind(int value) { bind(static_cast<std::int64_t>(value)); }
  void bind(double value);
  void bind(std::string_view value);
  void bind(Blob value);
  void bind(const std::string& value) { bind(std::string_view(value)); }

  Connection& m_connection;
  sqlite3_stmt* m_statement;
  int m_bound = 0;
  int m_column = 0; ///< columns are read in order
  bool m_failed = false;
};

} // namespace meridian::sqlite
