// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cut_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

namespace meridian::test {

namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

void resetOnClose(int fd) {
  const linger hard{1, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
}

} // namespace

struct CutProxy::Line {
  int client = -1, server = -1;
  std::atomic<bool> cut{false};

  void reset() {
    cut = true;
    resetOnClose(client);
    resetOnClose(server);
    ::shutdown(client, SHUT_RD); // wakes the pumps; the RST follows with close()
    ::shutdown(server, SHUT_RD);
  }
};

CutProxy::CutProxy(std::uint16_t target) : m_target(target) {
  m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto address = loopback(0);
  socklen_t size = sizeof address;
  if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(m_listener, 64) == 0 &&
      ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) == 0)
    m_port = ntohs(address.sin_port);
  m_acceptor = std::jthread([this] { accept(); });
}

CutProxy::~CutProxy() {
  m_stop.request_stop();
  ::shutdown(m_listener, SHUT_RDWR);
  m_acceptor.join();
  cutAll();
  m_threads.clear();
  ::close(m_listener);
}

void CutProxy::cutAfter(Way way, std::uint64_t bytes, int times) {
  const std::lock_guard lock(m_mutex);
  m_cut[static_cast<int>(way)] = {bytes, bytes, times};
}

void CutProxy::cutAll() {
  const std::lock_guard lock(m_mutex);
  for (auto* line : m_lines)
    line->reset();
  m_wake.notify_all();
}

void CutProxy::stall(bool on) {
  const std::lock_guard lock(m_mutex);
  m_stalled = on;
  m_wake.notify_all();
}

void CutProxy::accept() {
  while (!m_stop.stop_requested()) {
    const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) {
      if (m_stop.stop_requested()) return;
      continue;
    }
    ++m_connections;
    if (m_refuse) {
      resetOnClose(client);
      ::close(client);
      continue;
    }
    m_threads.emplace_back([this, client] { serve(client); });
  }
}

void CutProxy::serve(int client) {
  Line line;
  line.client = client;
  line.server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = loopback(m_target);
  const int on = 1;
  const timeval look{0, 100'000}; // a pump that nobody reads from still sees a cut
  ::setsockopt(line.client, SOL_SOCKET, SO_SNDTIMEO, &look, sizeof look);
  ::setsockopt(line.server, SOL_SOCKET, SO_SNDTIMEO, &look, sizeof look);
  ::setsockopt(line.client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(line.server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(line.server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    {
      const std::lock_guard lock(m_mutex);
      m_lines.insert(&line);
      if (m_stop.stop_requested()) line.reset();
    }
    {
      std::jthread up([&] { pump(line, Way::Up); });
      pump(line, Way::Down);
    }
    const std::lock_guard lock(m_mutex);
    m_lines.erase(&line);
  }
  ::close(line.client);
  ::close(line.server);
}

bool CutProxy::mayPass(const Line& line) {
  std::unique_lock lock(m_mutex);
  if (m_delay > 0)
    m_wake.wait_for(lock, m_stop.get_token(), std::chrono::milliseconds(m_delay),
                    [&] { return line.cut.load(); });
  m_wake.wait(lock, m_stop.get_token(), [&] { return !m_stalled || line.cut; });
  return !m_stop.stop_requested() && !line.cut;
}

/// How much of `wanted` may pass, and whether the line is cut behind it.
std::uint64_t CutProxy::allowance(Way way, std::uint64_t wanted, bool& cut) {
  const std::lock_guard lock(m_mutex);
  auto& plan = m_cut[static_cast<int>(way)];
  if (plan.times == 0) return wanted;
  const auto pass = std::min(wanted, plan.left);
  plan.left -= pass;
  if (plan.left > 0) return pass;
  cut = true;
  plan.left = plan.bytes;
  --plan.times;
  return pass;
}

void CutProxy::pump(Line& line, Way way) {
  const int from = way == Way::Up ? line.client : line.server;
  const int to = way == Way::Up ? line.server : line.client;
  std::vector<char> buffer(64 * 1024);
  while (true) {
    const auto got = ::recv(from, buffer.data(), buffer.size(), 0);
    if (got <= 0 || line.cut) break;
    if (!mayPass(line)) break;
    bool cut = false;
    const auto pass = allowance(way, static_cast<std::uint64_t>(got), cut);
    for (std::uint64_t sent = 0; sent < pass;) {
      const auto count = ::send(to, buffer.data() + sent, pass - sent, MSG_NOSIGNAL);
      if (count < 0 && errno == EAGAIN && !line.cut) continue;
      if (count <= 0) break;
      sent += static_cast<std::uint64_t>(count);
      m_passed[static_cast<int>(way)] += static_cast<std::uint64_t>(count);
    }
    if (cut) {
      ++m_cuts;
      line.reset();
      return;
    }
  }
  ::shutdown(to, SHUT_WR);
  if (way == Way::Down)
    ::shutdown(line.client, SHUT_RD); // the server has ended: nothing more is wanted from here
}

} // namespace meridian::test
