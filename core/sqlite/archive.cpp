// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite/archive.h"

#include "base/sha256.h"
#include "sqlite/schema.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <optional>
#include <system_error>
#include <unistd.h>

namespace meridian::sqlite {

using base::Errc;
using base::fail;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kApplication = 0x4d524442; ///< "MRDB", so that `file` and we know it from other databases
constexpr std::int64_t kFormat = 1;
constexpr std::size_t kPart = 1 << 20;
constexpr std::size_t kLongestText = 16 << 20;

std::span<const std::byte> bytesOf(std::string_view text) { return std::as_bytes(std::span(text.data(), text.size())); }

base::Unexpected failed(int error, const std::string& what) {
  const auto code = error == EEXIST ? Errc::AlreadyExists : error == ENOENT ? Errc::NotFound
                    : error == ENOSPC || error == EDQUOT                    ? Errc::DiskFull
                                                                            : Errc::IoFailed;
  return fail(code, what + ": " + std::generic_category().message(error));
}

base::Result<std::int64_t> number(Connection& connection, std::string_view pragma) {
  Query query(connection, pragma);
  const auto row = query.next();
  if (!row) return base::fail(row.error());
  return query.integer();
}

base::Result<int> newFile(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return failed(errno, "cannot make " + file.string());
  return fd;
}

} // namespace

base::Result<Archive> Archive::create(const fs::path& file) {
  const auto fd = newFile(file);
  if (!fd) return base::fail(fd.error());
  ::close(*fd);
  auto connection = Connection::open(file, Access::Write, "the backup");
  if (!connection) return base::pass(std::move(connection));
  auto begun = (*connection)->execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA application_id=" + std::to_string(kApplication) +
                                      "; PRAGMA user_version=" + std::to_string(kFormat) + ";" R"sql(
BEGIN;
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (name TEXT PRIMARY KEY, size INTEGER NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE parts (name TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE (name, part));
)sql");
  if (!begun) return base::pass(std::move(begun));
  return Archive(std::move(*connection));
}

base::Result<void> Archive::addText(std::string_view name, std::string_view bytes) {
  std::int64_t part = 0;
  for (auto rest = bytes; !rest.empty(); rest.remove_prefix(std::min(kPart, rest.size())))
    if (auto put = Query(*m_connection, "INSERT INTO parts VALUES (?,?,?)", name, part++, Blob{rest.substr(0, kPart)}).run(); !put) return put;
  return Query(*m_connection, "INSERT INTO files VALUES (?,?,?)", name, std::uint64_t(bytes.size()), base::Sha256::hex(bytesOf(bytes))).run();
}

base::Result<void> Archive::addFile(std::string_view name, const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(Errc::IoFailed, "cannot read " + file.string());
  base::Sha256 hash;
  std::string buffer(kPart, '\0');
  std::uint64_t size = 0;
  for (std::int64_t part = 0;; ++part) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    if (in.bad()) return fail(Errc::IoFailed, "cannot read " + file.string());
    const auto bytes = std::string_view(buffer).substr(0, static_cast<std::size_t>(in.gcount()));
    if (bytes.empty()) break;
    hash.update(bytesOf(bytes));
    size += bytes.size();
    if (auto put = Query(*m_connection, "INSERT INTO parts VALUES (?,?,?)", name, part, Blob{bytes}).run(); !put) return put;
  }
  return Query(*m_connection, "INSERT INTO files VALUES (?,?,?)", name, size, hash.finishHex()).run();
}

base::Result<void> Archive::finish(const Notes& notes) {
  for (const auto& [name, value] : notes)
    if (auto put = Query(*m_connection, "INSERT INTO notes VALUES (?,?)", name, value).run(); !put) return put;
  return m_connection->execute("COMMIT");
}

base::Result<Archive> Archive::open(const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return fail(Errc::NotFound, "there is no file " + file.string());
  const auto none = [&](const std::string& why) { return fail(Errc::ContentMismatch, file.string() + " is no backup that can be read: " + why); };
  auto connection = Connection::open(file, Access::Read, "the backup");
  if (!connection) return connection.error().code == Errc::ContentMismatch ? none(connection.error().message) : base::pass(std::move(connection));
  const auto application = number(**connection, "PRAGMA application_id");
  if (!application) return none(application.error().message);
  if (*application != kApplication) return none("it is something else");
  const auto format = number(**connection, "PRAGMA user_version");
  if (!format) return none(format.error().message);
  if (*format > kFormat) return fail(Errc::ConfigInvalid, file.string() + " was made by a newer Meridian: its format is " + std::to_string(*format));
  return Archive(std::move(*connection));
}

base::Result<Archive::Notes> Archive::notes() {
  Notes out;
  Query query(*m_connection, "SELECT name,value FROM notes");
  while (true) {
    const auto row = query.next();
    if (!row) return base::fail(row.error());
    if (!*row) return out;
    auto name = query.text();
    out.insert_or_assign(std::move(name), query.text());
  }
}

base::Result<std::vector<Archive::Entry>> Archive::entries() {
  std::vector<Entry> out;
  Query query(*m_connection, "SELECT name,size,sha256 FROM files ORDER BY name");
  while (true) {
    const auto row = query.next();
    if (!row) return base::fail(row.error());
    if (!*row) return out;
    Entry entry;
    entry.name = query.text();
    entry.size.value = static_cast<std::uint64_t>(query.integer());
    entry.sha256 = query.text();
    out.push_back(std::move(entry));
  }
}

/// Hands the bytes on part by part, and compares at the end.
template <class Take>
base::Result<void> Archive::read(std::string_view name, Take take, const std::stop_token& stop) {
  std::string wanted;
  std::uint64_t left = 0;
  {
    Query query(*m_connection, "SELECT size,sha256 FROM files WHERE name=?", name);
    const auto row = query.next();
    if (!row) return base::fail(row.error());
    if (!*row) return fail(Errc::NotFound, "the backup holds no " + std::string(name));
    left = static_cast<std::uint64_t>(query.integer());
    wanted = query.text();
  }
  base::Sha256 hash;
  Query query(*m_connection, "SELECT part,bytes FROM parts WHERE name=? ORDER BY part", name);
  for (std::int64_t part = 0;; ++part) {
    if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
    const auto row = query.next();
    if (!row) return base::fail(row.error());
    if (!*row) break;
    if (query.integer() != part) break;
    const auto bytes = query.text();
    hash.update(bytesOf(bytes));
    if (bytes.size() > left) break;
    left -= bytes.size();
    if (auto taken = take(bytes); !taken) return taken;
  }
  if (left == 0 && hash.finishHex() == wanted) return {};
  return fail(Errc::ContentMismatch, "the backup is damaged: " + std::string(name) + " in it is not what was put in");
}

base::Result<void> Archive::verify(std::stop_token stop) {
  if (auto whole = checkIntegrity(*m_connection); !whole) return fail(Errc::ContentMismatch, "the backup is damaged: " + whole.error().message);
  const auto all = entries();
  if (!all) return base::fail(all.error());
  for (const auto& entry : *all)
    if (auto same = read(entry.name, [](const std::string&) { return base::Result<void>{}; }, stop); !same) return same;
  return {};
}

base::Result<std::string> Archive::text(std::string_view name) {
  std::string out;
  auto done = read(name, [&](const std::string& bytes) -> base::Result<void> {
    if (out.size() + bytes.size() > kLongestText) return fail(Errc::IoFailed, std::string(name) + " in the backup is too large");
    out += bytes;
    return {};
  }, {});
  if (!done) return base::pass(std::move(done));
  return out;
}

base::Result<void> Archive::extract(std::string_view name, const fs::path& file) {
  const auto fd = newFile(file);
  if (!fd) return base::fail(fd.error());
  auto done = read(name, [&](std::string_view bytes) -> base::Result<void> {
    while (!bytes.empty()) {
      const auto count = ::write(*fd, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return failed(errno, "cannot write " + file.string());
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
  }, {});
  if (done && ::fsync(*fd) != 0) done = failed(errno, "cannot write " + file.string());
  if (::close(*fd) != 0 && done) done = failed(errno, "cannot write " + file.string());
  if (!done) ::unlink(file.c_str());
  return done;
}

} // namespace meridian::sqlite
