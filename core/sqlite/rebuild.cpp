// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite/rebuild.h"

#include "ports/rebuilt.h"
#include "sqlite/database.h"
#include "sqlite/salvage.h"
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

constexpr std::array kParts{"", "-wal", "-shm", "-journal"};

fs::path rebuilt(const fs::path& file) { return file.string() + ".rebuilt"; }

/// A name that nothing has.
std::string asideName(const fs::path& file, base::Timestamp now) {
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &utc);
  const std::string base = file.string() + ".damaged-" + text.data();
  std::string aside = base;
  for (int n = 2; fs::exists(aside); ++n)
    aside = base + "-" + std::to_string(n);
  return aside;
}

base::Unexpected failed(const std::string& what) {
  const int error = errno;
  const auto code = error == ENOSPC || error == EDQUOT ? Errc::DiskFull : Errc::IoFailed;
  return base::fail(code, what + ": " + std::generic_category().message(error));
}

/// The damaged file gets a second name, and its logs go there: beside a new database they would be played into it.
base::Result<void> setAside(const fs::path& file, const std::string& aside) {
  const auto named = file.string();
  if (::link(named.c_str(), aside.c_str()) != 0 && ::rename(named.c_str(), aside.c_str()) != 0) // no links on such a disk
    return failed("cannot set the damaged " + named + " aside");
  for (const char* part : {"-wal", "-shm", "-journal"})
    if (::rename((named + part).c_str(), (aside + part).c_str()) != 0 && errno != ENOENT)
      return failed("cannot set the damaged " + named + part + " aside");
  return {};
}

std::string words(const fs::path& aside, const std::string& finding, const Salvaged& saved) {
  std::string text = finding + "; it was set aside as " + aside.string();
  if (saved.empty()) text += ", nothing of it could be read, and a new one begins";
  else text += "; " + saved.text() + (saved.whole ? ", all that was in it, were kept" : " could be read and were kept, the rest is lost");
  return text + ". What the registries hold is not touched; audits find out again how the regions stand";
}

base::Result<std::string> fill(Connection& into, const fs::path& file, const std::string& aside, const std::string& finding,
                               base::Timestamp now) {
  if (auto made = migrate(into); !made) return base::pass(std::move(made));
  const auto saved = salvage(file, into);
  if (!saved) return base::fail(saved.error());
  auto text = words(aside, finding, *saved);
  auto told = Query(into, "INSERT INTO events (job, time, level, text) VALUES ('',?,'warning',?)", ms(now), text).run();
  if (told)
    told = Query(into, "INSERT OR REPLACE INTO facts VALUES (?,?)", ports::kRebuiltFact, std::to_string(ms(now))).run();
  if (!told) return base::pass(std::move(told));
  return text;
}

} // namespace

base::Result<std::string> rebuild(const fs::path& file, const std::string& finding, base::Timestamp now) {
  const auto fresh = rebuilt(file);
  const auto aside = asideName(file, now);
  auto text = [&]() -> base::Result<std::string> {
    const int fd = ::open(fresh.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return failed("cannot make " + fresh.string());
    ::close(fd);
    auto into = Connection::open(fresh, Access::Write, "the rebuilt state database");
    if (!into) return base::pass(std::move(into));
    // One file, whole on the disk when this is done.
    if (auto plain = (*into)->execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;"); !plain)
      return base::pass(std::move(plain));
    return fill(**into, file, aside, finding, now);
  }();
  if (!text) {
    (void)endRebuild(file);
    return base::pass(std::move(text), finding + "; rebuild it");
  }
  if (auto moved = setAside(file, aside); !moved) return base::pass(std::move(moved));
  if (::rename(fresh.c_str(), file.c_str()) != 0) return failed("cannot put the rebuilt " + file.string() + " in its place");
  return text;
}

base::Result<void> endRebuild(const fs::path& file) {
  for (const char* part : kParts)
    if (::unlink((rebuilt(file).string() + part).c_str()) != 0 && errno != ENOENT && errno != ENOTDIR)
      return failed("cannot remove " + rebuilt(file).string() + part);
  return {};
}

} // namespace meridian::sqlite
