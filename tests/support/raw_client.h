// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace meridian::test {

/// A TCP connection to 127.0.0.1:port on which a test says whatever it likes.
class RawClient {
public:
  explicit RawClient(std::uint16_t port) : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    m_open = ::connect(m_fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  RawClient(RawClient&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)), m_open(other.m_open) {}
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() {
    if (m_fd >= 0) ::close(m_fd);
  }

  [[nodiscard]] bool open() const { return m_open; }
  bool say(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void endSaying() const { ::shutdown(m_fd, SHUT_WR); }
  /// What arrives until `mark` is in it, the other side ends or the time is over.
  std::string hear(std::string_view mark, std::chrono::milliseconds deadline = std::chrono::seconds(20)) {
    std::string heard;
    const auto end = std::chrono::steady_clock::now() + deadline;
    while (heard.find(mark) == std::string::npos) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      pollfd wait{m_fd, POLLIN, 0};
      if (left.count() <= 0 || ::poll(&wait, 1, static_cast<int>(left.count())) <= 0) break;
      char buffer[4096];
      const auto count = ::recv(m_fd, buffer, sizeof buffer, 0);
      if (count <= 0) {
        m_ended = true;
        break;
      }
      heard.append(buffer, static_cast<std::size_t>(count));
    }
    return heard;
  }
  /// Whether the other side ended the connection before the deadline; what it said meanwhile is dropped.
  bool ends(std::chrono::milliseconds deadline = std::chrono::seconds(20)) {
    if (!m_ended) (void)hear(std::string_view("\0never\0", 7), deadline);
    return m_ended;
  }

private:
  int m_fd;
  bool m_open = false;
  bool m_ended = false;
};

} // namespace meridian::test
