// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite/state_store.h"

#include "base/log.h"
#include "sqlite/schema.h"

#include <array>
#include <cerrno>
#include <ctime>
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

base::Result<std::unique_ptr<Connection>> openChecked(const fs::path& file) {
  if (auto made = makeFile(file); !made) return base::pass(std::move(made));
  auto connection = Connection::open(file, Access::Write);
  if (!connection) return connection;
  if (auto whole = checkIntegrity(**connection); !whole) return base::pass(std::move(whole));
  if (auto current = migrate(**connection); !current) return base::pass(std::move(current));
  return connection;
}

/// Renames the database and its logs; returns the new name.
base::Result<fs::path> setAside(const fs::path& file, base::Timestamp now) {
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &utc);
  const std::string base = file.string() + ".damaged-" + text.data();
  std::string aside = base;
  for (int n = 2; fs::exists(aside); ++n)
    aside = base + "-" + std::to_string(n);
  for (const char* part : {"", "-wal", "-shm"})
    if (::rename((file.string() + part).c_str(), (aside + part).c_str()) != 0 && errno != ENOENT)
      return failed("cannot set the damaged " + file.string() + part + " aside", errno);
  return fs::path(aside);
}

} // namespace

base::Result<std::unique_ptr<StateStore>> StateStore::open(const fs::path& file, base::Timestamp now) {
  std::string notice;
  auto writer = openChecked(file);
  if (!writer && writer.error().code == Errc::ContentMismatch) {
    const auto aside = setAside(file, now);
    if (!aside) return base::fail(aside.error());
    notice =
        writer.error().message + "; it was set aside as " + aside->string() +
        " and a new one begins: the history of jobs starts over, what the registries hold is not touched";
    writer = openChecked(file);
  }
  if (!writer) return base::pass(std::move(writer));
  auto reader = Connection::open(file, Access::Read);
  if (!reader) return base::pass(std::move(reader));
  std::unique_ptr<StateStore> store(new StateStore(std::move(*reader), std::move(*writer)));
  if (!notice.empty()) {
    base::log("state", base::LogLevel::Warning, notice);
    if (auto told = store->putEvents({{0, {}, now, "warning", notice}}); !told)
      return base::pass(std::move(told));
    store->m_notice = std::move(notice);
  }
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
