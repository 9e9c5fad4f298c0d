// SPDX-License-Identifier: GPL-3.0-or-later
#include "sockets/unix_stream.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

namespace meridian::sockets {

using base::Errc;
using base::fail;
namespace fs = std::filesystem;

namespace {

constexpr int kWaiting = 16;
constexpr std::chrono::milliseconds kCrowded{200}, kLong{3'600'000};

base::Unexpected failed(const std::string& what, int error) {
  return fail(Errc::IoFailed, what + ": " + std::generic_category().message(error));
}

base::Result<sockaddr_un> addressOf(const fs::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const auto& text = path.native();
  if (text.size() >= sizeof address.sun_path)
    return fail(Errc::ConfigInvalid, "the path of a socket has room for " + std::to_string(sizeof address.sun_path - 1) +
                                         " bytes, and this one is longer: " + text);
  std::memcpy(address.sun_path, text.data(), text.size());
  return address;
}

/// Makes it where it is missing, and believes nobody's else.
base::Result<void> ownFolder(const fs::path& folder) {
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return failed("cannot make " + folder.string(), errno);
  struct stat info{};
  if (::lstat(folder.c_str(), &info) != 0) return failed("cannot look at " + folder.string(), errno);
  if (!S_ISDIR(info.st_mode) || info.st_uid != ::geteuid())
    return fail(Errc::Denied, folder.string() + " is not a folder of this user");
  if ((info.st_mode & 077) != 0 && ::chmod(folder.c_str(), 0700) != 0) return failed("cannot protect " + folder.string(), errno);
  return {};
}

int openSocket() { return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); }

class UnixListener final : public ports::StreamListener {
public:
  UnixListener(int socket, fs::path path) : m_socket(socket), m_path(std::move(path)) {}
  ~UnixListener() override {
    ::unlink(m_path.c_str());
    ::close(m_socket);
  }

  base::Result<std::unique_ptr<ports::ByteStream>> accept(std::stop_token stop) override {
    for (;;) {
      if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
      const int came = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
      if (came >= 0) {
        if (auto stream = UnixStream::over(came)) return stream;
        continue; // not of this user: it saw the end of the stream
      }
      const bool crowded = errno == EMFILE || errno == ENFILE; // gets better
      if (!crowded && errno != EAGAIN && errno != EINTR && errno != ECONNABORTED) return failed("accept at " + m_path.string(), errno);
      (void)waitFor(crowded ? -1 : m_socket, false, m_closed, crowded ? kCrowded : kLong, stop);
    }
  }

private:
  const int m_socket;
  const fs::path m_path;
  const Wake m_closed;
};

/// A folder named by a variable; systemd separates several by colons.
std::optional<fs::path> folderIn(const char* variable) {
  const char* value = std::getenv(variable);
  if (value == nullptr || *value != '/') return std::nullopt;
  const std::string_view text(value);
  return fs::path(text.substr(0, text.find(':')));
}

} // namespace

base::Result<std::unique_ptr<ports::StreamListener>> listenAt(const fs::path& path) {
  const auto address = addressOf(path);
  if (!address) return fail(address.error());
  if (auto owned = ownFolder(path.parent_path()); !owned) return base::pass(std::move(owned));
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return failed("cannot remove the old " + path.string(), errno);
  const int socket = openSocket();
  if (socket < 0) return failed("cannot make a socket", errno);
  auto listener = std::make_unique<UnixListener>(socket, path);
  // Nobody can come before listen(), so the mode may follow the name.
  if (::bind(socket, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0 || ::chmod(path.c_str(), 0600) != 0 ||
      ::listen(socket, kWaiting) != 0)
    return failed("cannot listen at " + path.string(), errno);
  return std::unique_ptr<ports::StreamListener>(std::move(listener));
}

base::Result<std::unique_ptr<ports::ByteStream>> connectTo(const fs::path& path) {
  const auto address = addressOf(path);
  if (!address) return fail(address.error());
  const int socket = openSocket();
  if (socket < 0) return failed("cannot make a socket", errno);
  // A Unix socket connects at once or not at all; EAGAIN: too many wait there.
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) == 0) return UnixStream::over(socket);
  const int error = errno;
  ::close(socket);
  if (error == ENOENT) return fail(Errc::NotFound, "there is no socket " + path.string());
  if (error == ECONNREFUSED || error == EAGAIN) return fail(Errc::ConnectionRefused, "nobody answers at " + path.string());
  if (error == EACCES || error == EPERM) return fail(Errc::Denied, path.string() + " belongs to another user");
  return failed("cannot connect to " + path.string(), error);
}

fs::path runtimeFolder() {
  if (const auto given = folderIn("RUNTIME_DIRECTORY")) return *given;
  if (const auto session = folderIn("XDG_RUNTIME_DIR")) return *session / "meridian";
  const auto user = std::to_string(::geteuid());
  std::error_code error;
  if (const auto session = fs::path("/run/user") / user; fs::is_directory(session, error)) return session / "meridian";
  return "/tmp/meridian-" + user;
}

} // namespace meridian::sockets
