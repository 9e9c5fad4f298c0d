// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace meridian::test {

/// This process's own sockets that are connected to 127.0.0.1:port, whichever library holds them.
inline std::vector<int> socketsTo(std::uint16_t port) {
  std::vector<int> found;
  std::error_code gone; // the listing's own descriptor is closed meanwhile
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", gone)) {
    const int fd = std::stoi(entry.path().filename().string());
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    if (::getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &size) == 0 && peer.sin_family == AF_INET &&
        ntohs(peer.sin_port) == port)
      found.push_back(fd);
  }
  return found;
}

/// "cubic", "bbr" ...: how that TCP socket avoids congestion.
inline std::string congestionControl(int fd) {
  char name[16]{};
  socklen_t size = sizeof name;
  return ::getsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, name, &size) == 0 ? name : "";
}

} // namespace meridian::test
