// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite/connection.h"

#include <cerrno>
#include <fcntl.h>
#include <sqlite3.h>
#include <system_error>
#include <unistd.h>

namespace meridian::sqlite {

using base::Errc;

namespace {

void removeAll(const std::filesystem::path& file) {
  for (const char* part : {"", "-journal", "-wal", "-shm"}) ::unlink((file.string() + part).c_str());
}

/// SQLite makes files for all to read; this one is there first.
base::Result<void> makeOnce(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0) return ::close(fd), base::Result<void>{};
  const int error = errno;
  const auto code = error == EEXIST ? Errc::AlreadyExists : error == ENOSPC || error == EDQUOT ? Errc::DiskFull : Errc::IoFailed;
  return base::fail(code, "cannot make " + file.string() + ": " + std::generic_category().message(error));
}

} // namespace

base::Result<void> Connection::copyTo(const std::filesystem::path& file) {
  if (auto made = makeOnce(file); !made) return made;
  auto copied = [&]() -> base::Result<void> {
    auto copy = Connection::open(file, Access::Write, "the copy");
    if (!copy) return base::pass(std::move(copy));
    // Pages are copied over those of the other side, whose log would then be of another database.
    if (auto plain = (*copy)->execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;"); !plain) return plain;
    sqlite3_backup* const backup = sqlite3_backup_init((*copy)->m_handle, "main", m_handle, "main");
    if (backup == nullptr) return (*copy)->failure();
    // In one go: one read transaction, which holds no writer up. In steps, each write of another process starts it over.
    (void)sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK) return (*copy)->failure();
    // The copied header says that there is a log.
    return (*copy)->execute("PRAGMA journal_mode=DELETE;");
  }();
  if (!copied) removeAll(file);
  return copied;
}

void Connection::keepLog() { sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr); }

} // namespace meridian::sqlite
