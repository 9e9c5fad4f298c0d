// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/dir_lock.h"

#include "disk/file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <unistd.h>

namespace meridian::disk {

namespace {

std::string readPid(int fd) {
  std::string text(32, '\0');
  const auto count = ::pread(fd, text.data(), text.size(), 0);
  text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  text.resize(std::min(text.find_first_not_of("0123456789"), text.size()));
  return text;
}

/// "process 4711 (meridiand)".
std::string nameOfHolder(int fd) {
  const auto pid = readPid(fd);
  if (pid.empty()) return "another process";
  auto name = readFile("/proc/" + pid + "/comm", 256);
  if (!name) return "process " + pid;
  while (!name->empty() && name->back() == '\n')
    name->pop_back();
  return "process " + pid + " (" + *name + ")";
}

} // namespace

base::Result<DirLock> DirLock::take(const std::filesystem::path& folder) {
  if (auto made = makePrivateFolder(folder); !made) return base::pass(std::move(made));
  const auto file = folder / "lock";
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return failErrno(errno, "cannot open " + file.string());
  DirLock lock(fd);
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return failErrno(errno, "cannot lock " + file.string());
    return base::fail(base::Errc::Busy, nameOfHolder(fd) + " is already at work in " + folder.string());
  }
  // For people and for the message above only; the lock does not depend on it.
  const auto pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, pid.data(), pid.size(), 0) < 0)
    return failErrno(errno, "cannot write " + file.string());
  return lock;
}

std::optional<std::string> DirLock::holder(const std::filesystem::path& folder) {
  const int fd = ::open((folder / "lock").c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return std::nullopt;
  std::optional<std::string> found;
  if (::flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK) found = nameOfHolder(fd);
  ::close(fd); // and with it the shared lock
  return found;
}

DirLock::~DirLock() {
  if (m_fd >= 0) ::close(m_fd);
}

} // namespace meridian::disk
