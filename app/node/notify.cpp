// SPDX-License-Identifier: GPL-3.0-or-later
#include "node/notify.h"

#include "base/log.h"

#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace meridian::node {

namespace {

/// Whole decimal numbers only; zero for anything else.
std::uint64_t number(const char* text) {
  std::uint64_t value = 0;
  if (text == nullptr) return 0;
  const auto* end = text + std::strlen(text);
  const auto [at, failed] = std::from_chars(text, end, value);
  return failed == std::errc{} && at == end ? value : 0;
}

} // namespace

Notify Notify::fromEnvironment() {
  const char* socket = std::getenv("NOTIFY_SOCKET");
  std::string name = socket != nullptr ? socket : "";
  ::unsetenv("NOTIFY_SOCKET");
  return Notify(std::move(name));
}

void Notify::ready(std::string_view status) const {
  send("READY=1\nSTATUS=" + std::string(status));
}
void Notify::reloading() const {
  // The time lets systemd tell this reload from an earlier one.
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  send("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(now.tv_sec * 1'000'000 + now.tv_nsec / 1000));
}
void Notify::stopping() const {
  send("STOPPING=1");
}
void Notify::status(std::string_view text) const {
  send("STATUS=" + std::string(text));
}
void Notify::alive() const {
  send("WATCHDOG=1");
}

void Notify::takesLonger(std::chrono::microseconds time) const {
  send("EXTEND_TIMEOUT_USEC=" + std::to_string(time.count()) + "\nSTATUS=looking through the state; this takes a while");
}

void Notify::send(const std::string& state) const {
  if (m_socket.empty()) return;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (m_socket.size() >= sizeof address.sun_path || (m_socket.front() != '/' && m_socket.front() != '@')) {
    base::log("node", base::LogLevel::Warning, "NOTIFY_SOCKET is neither a path nor an abstract name");
    return;
  }
  std::memcpy(address.sun_path, m_socket.data(), m_socket.size());
  if (m_socket.front() == '@') address.sun_path[0] = '\0'; // an abstract name has its length and no end mark
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + m_socket.size());
  const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const bool sent = fd >= 0 && ::sendto(fd, state.data(), state.size(), MSG_NOSIGNAL,
                                        reinterpret_cast<const sockaddr*>(&address),
                                        size) == static_cast<ssize_t>(state.size());
  if (!sent)
    base::log("node", base::LogLevel::Warning,
              std::string("the service manager does not hear us: ") + std::strerror(errno));
  if (fd >= 0) ::close(fd);
}

std::optional<std::chrono::microseconds> watchdogInterval() {
  const auto microseconds = number(std::getenv("WATCHDOG_USEC"));
  const char* pid = std::getenv("WATCHDOG_PID");
  if (microseconds < 2 || (pid != nullptr && number(pid) != static_cast<std::uint64_t>(::getpid())))
    return std::nullopt;
  return std::chrono::microseconds(microseconds / 2);
}

} // namespace meridian::node
