// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>

namespace meridian::test {

/// A UDP port of 127.0.0.1 that takes datagrams and never answers: a firewall that drops. One thread.
class UdpHole {
public:
  UdpHole() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    (void)::bind(m_fd, reinterpret_cast<sockaddr*>(&address), size);
    (void)::getsockname(m_fd, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
  }
  ~UdpHole() { ::close(m_fd); }
  UdpHole(const UdpHole&) = delete;
  UdpHole& operator=(const UdpHole&) = delete;

  [[nodiscard]] std::uint16_t port() const { return m_port; }
  [[nodiscard]] int taken() { ///< datagrams so far
    char byte = 0;
    while (::recv(m_fd, &byte, 1, MSG_DONTWAIT | MSG_TRUNC) >= 0)
      ++m_taken;
    return m_taken;
  }

private:
  int m_fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  std::uint16_t m_port = 0;
  int m_taken = 0;
};

} // namespace meridian::test
