// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace meridian::disk {

/// Says that this process is the one that writes in a folder. The kernel holds the lock (flock on the file
/// "lock"), so it ends with the process however that ends. A value that moves; released when it goes.
class DirLock {
public:
  /// Makes the folder (0700) where it is missing. Busy names the process that holds it.
  [[nodiscard]] static base::Result<DirLock> take(const std::filesystem::path& folder);

  /// The process that holds the folder's lock, for messages: "process 4711 (meridian)"; nullopt where nobody does.
  /// Takes a shared lock for a moment.
  [[nodiscard]] static std::optional<std::string> holder(const std::filesystem::path& folder);

  DirLock(DirLock&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
  DirLock& operator=(DirLock&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    return *this;
  }
  ~DirLock();

private:
  explicit DirLock(int fd) : m_fd(fd) {}
  int m_fd;
};

} // namespace meridian::disk
