// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk/file.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace meridian::disk {

using base::Errc;
namespace fs = std::filesystem;

namespace {

/// Closes on every way out.
class Descriptor {
public:
  explicit Descriptor(int fd) : m_fd(fd) {}
  ~Descriptor() {
    if (m_fd >= 0) ::close(m_fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return m_fd; }
  /// The error of close() counts: a network file system reports a full disk only here.
  [[nodiscard]] int close() { return ::close(std::exchange(m_fd, -1)); }

private:
  int m_fd;
};

bool writeAll(int fd, std::string_view content) {
  while (!content.empty()) {
    const auto count = ::write(fd, content.data(), content.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

/// Where the name leads: the file that a symbolic link stands for, so that a linked configuration stays
/// linked.
fs::path target(const fs::path& file) {
  std::error_code error;
  if (!fs::is_symlink(file, error)) return file;
  const auto resolved = fs::weakly_canonical(file, error);
  return error ? file : resolved;
}

} // namespace

base::Unexpected failErrno(int error, std::string what) {
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  const auto code = full ? Errc::DiskFull : error == ENOENT ? Errc::NotFound : Errc::IoFailed;
  return base::fail(code, std::move(what) + ": " + std::generic_category().message(error));
}

base::Result<std::string> readFile(const fs::path& file, std::size_t limit) {
  const Descriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return failErrno(errno, "cannot read " + file.string());
  std::string content, buffer(65536, '\0');
  while (true) {
    const auto count = ::read(fd.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failErrno(errno, "cannot read " + file.string());
    if (count == 0) return content;
    content.append(buffer.data(), static_cast<std::size_t>(count));
    if (content.size() > limit)
      return base::fail(Errc::IoFailed,
                        file.string() + " is larger than " + std::to_string(limit) + " bytes");
  }
}

base::Result<void> writeFileAtomically(const fs::path& named, std::string_view content, mode_t mode) {
  const auto file = target(fs::absolute(named));
  const auto folder = file.parent_path();
  if (auto made = makePrivateFolder(folder); !made) return made;
  const auto failed = [&](int error) { return failErrno(error, "cannot write " + file.string()); };

  std::string beside = (folder / ("." + file.filename().string() + ".XXXXXX")).string();
  Descriptor fd(::mkostemp(beside.data(), O_CLOEXEC)); // made with 0600
  if (fd.get() < 0) return failed(errno);
  const auto give_up = [&] {
    const int error = errno;
    ::unlink(beside.c_str());
    return failed(error);
  };
  if (::fchmod(fd.get(), mode) != 0 || !writeAll(fd.get(), content) || ::fsync(fd.get()) != 0 ||
      fd.close() != 0)
    return give_up();
  if (::rename(beside.c_str(), file.c_str()) != 0) return give_up();
  // The rename is durable once the folder is.
  const Descriptor parent(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (parent.get() >= 0 && ::fsync(parent.get()) != 0 && errno != EINVAL) return failed(errno);
  return {};
}

base::Result<void> makePrivateFolder(const fs::path& folder) {
  std::error_code error;
  if (folder.empty() || fs::is_directory(folder, error)) return {};
  if (folder.has_parent_path() && folder.parent_path() != folder)
    if (auto made = makePrivateFolder(folder.parent_path()); !made) return made;
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    return failErrno(errno, "cannot make " + folder.string());
  if (!fs::is_directory(folder, error))
    return base::fail(Errc::IoFailed, folder.string() + " is not a folder");
  return {};
}

} // namespace meridian::disk
