// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite/state_store.h"

#include "base/log.h"
#include "sqlite/rebuild.h"
#include "sqlite/schema.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace meridian::sqlite {

using base::Errc;
namespace fs = std::filesystem;

namespace {

base::Unexpected failed(const std::string& what, int error) {
  const auto code = error == ENOSPC || error == EDQUOT ? Errc::DiskFull : Errc::IoFailed;
  return base::fail(code, what + ": " + std::generic_category().message(error));
}

base::Result<void> makeFolder(const fs::path& folder) {
  std::error_code error;
  if (folder.empty() || fs::is_directory(folder, error)) return {};
  if (auto made = makeFolder(folder.parent_path()); !made) return made;
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    return failed("cannot make " + folder.string(), errno);
  return {};
}

/// Makes the file with its mode before SQLite does: the log files beside it take the same one.
base::Result<void> makeFile(const fs::path& file) {
  if (auto made = makeFolder(file.parent_path()); !made) return made;
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return failed("cannot open the state database " + file.string(), errno);
  const int changed = ::fchmod(fd, 0600);
  const int error = errno;
  ::close(fd);
  if (changed != 0) return failed("cannot protect the state database " + file.string(), error);
  return {};
}

fs::path before(const fs::path& file, std::int64_t version) { return file.string() + ".before-" + std::to_string(version); }

/// Keeps the file as the version that wrote it last knows it, so that there is a way back.
base::Result<void> keepBefore(Connection& connection, const fs::path& file, std::int64_t version) {
  const auto kept = before(file, version);
  const auto growing = kept.string() + ".new";
  std::error_code error;
  fs::remove(growing, error); // of somebody who was killed over it
  if (auto copied = connection.copyTo(growing); !copied)
    return base::pass(std::move(copied), "keep the state database of version " + std::to_string(version) + " before it is brought up to date");
  if (::rename(growing.c_str(), kept.c_str()) != 0) return failed("cannot write " + kept.string(), errno);
  return {};
}

void forgetOlder(const fs::path& file, std::int64_t kept) {
  for (std::int64_t version = 1; version < newestSchema(); ++version) {
    std::error_code ignored;
    if (version != kept) fs::remove(before(file, version), ignored);
  }
}

base::Result<void> bringUpToDate(Connection& connection, const fs::path& file) {
  const auto version = schemaVersion(connection);
  if (!version) return base::fail(version.error());
  const bool older = *version > 0 && *version < newestSchema();
  if (older)
    if (auto kept = keepBefore(connection, file, *version); !kept) return kept;
  if (auto current = migrate(connection); !current) return current;
  if (older) forgetOlder(file, *version);
  return {};
}

base::Result<std::unique_ptr<Connection>> openChecked(const fs::path& file) {
  if (auto made = makeFile(file); !made) return base::pass(std::move(made));
  auto connection = Connection::open(file, Access::Write);
  if (!connection) return connection;
  auto good = checkTables(**connection);
  if (good) good = checkIntegrity(**connection);
  if (good) good = bringUpToDate(**connection, file);
  if (good) return connection;
  if (good.error().code == Errc::ContentMismatch) (*connection)->keepLog();
  return base::pass(std::move(good));
}

} // namespace

base::Result<std::unique_ptr<StateStore>> StateStore::open(const fs::path& file, base::Timestamp now) {
  std::string notice;
  if (auto ready = endRebuild(file); !ready) return base::pass(std::move(ready));
  auto writer = openChecked(file);
  if (!writer && writer.error().code == Errc::ContentMismatch) {
    auto told = rebuild(file, writer.error().message, now);
    if (!told) return base::pass(std::move(told));
    notice = std::move(*told);
    writer = openChecked(file);
  }
  if (!writer) return base::pass(std::move(writer));
  auto reader = Connection::open(file, Access::Read);
  if (!reader) return base::pass(std::move(reader));
  std::unique_ptr<StateStore> store(new StateStore(std::move(*reader), std::move(*writer)));
  if (!notice.empty()) base::log("state", base::LogLevel::Warning, notice);
  store->m_notice = std::move(notice);
  return store;
}

base::Result<std::unique_ptr<StateStore>> StateStore::openReadOnly(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error))
    return base::fail(Errc::NotFound, "there is no state database " + file.string());
  auto reader = Connection::open(file, Access::Read);
  if (!reader) return base::pass(std::move(reader));
  if (auto current = checkVersion(**reader); !current) return base::pass(std::move(current));
  return std::unique_ptr<StateStore>(new StateStore(std::move(*reader), nullptr));
}

} // namespace meridian::sqlite
