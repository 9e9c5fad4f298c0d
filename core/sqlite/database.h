// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "sqlite/connection.h"
#include "sqlite/writer.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace meridian::sqlite {

/// One file for all that is kept in it: a connection to read and the one thread that writes. Any thread.
class Database {
public:
  /// `writer` may be null: then writes are Unsupported.
  Database(std::unique_ptr<Connection> reader, std::unique_ptr<Connection> writer)
      : m_reader(std::move(reader)), m_writer(writer ? std::make_unique<Writer>(std::move(writer)) : nullptr) {}

  [[nodiscard]] base::Result<void> write(const Writer::Work& work) {
    if (!m_writer) return base::fail(base::Errc::Unsupported, "the state database is open for reading only");
    return m_writer->run(work);
  }
  /// `read` makes a Record of each row. Does not wait for writes.
  template <class Record, class Read, class... Values>
  [[nodiscard]] base::Result<std::vector<Record>> select(Read read, std::string_view sql, const Values&... values) {
    const std::lock_guard lock(m_reading);
    Query query(*m_reader, sql, values...);
    return collect<Record>(query, read);
  }
  /// The rows that are left of a query.
  template <class Record, class Read>
  [[nodiscard]] static base::Result<std::vector<Record>> collect(Query& query, Read read) {
    std::vector<Record> out;
    while (true) {
      const auto row = query.next();
      if (!row) return base::fail(row.error());
      if (!*row) return out;
      out.push_back(read(query));
    }
  }
  /// Transactions committed since opening.
  [[nodiscard]] std::uint64_t commits() const { return m_writer ? m_writer->commits() : 0; }

private:
  std::mutex m_reading; ///< guards m_reader
  std::unique_ptr<Connection> m_reader;
  std::unique_ptr<Writer> m_writer;
};

// How values stand in columns.
[[nodiscard]] inline std::int64_t ms(base::Timestamp time) {
  return time.time_since_epoch().count();
}
[[nodiscard]] inline base::Timestamp timestamp(std::int64_t ms) {
  return base::Timestamp(std::chrono::milliseconds(ms));
}
[[nodiscard]] inline std::int64_t atMost(std::size_t limit) {
  return static_cast<std::int64_t>(std::min<std::size_t>(limit, std::numeric_limits<std::int64_t>::max()));
}

} // namespace meridian::sqlite
