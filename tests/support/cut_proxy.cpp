// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cut_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <deque>
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

/// What is on its way in one direction of a line.
struct CutProxy::Pipe {
  using Clock = std::chrono::steady_clock;
  struct Piece {
    Clock::time_point due;
    std::vector<char> bytes;
  };
  static constexpr std::size_t kMost = 4 * 1024 * 1024; ///< a long way holds as much; a short one a piece
  std::mutex mutex;
  std::condition_variable moved;
  std::deque<Piece> pieces;
  std::size_t held = 0;
  bool ended = false;  ///< nothing more is sent
  bool closed = false; ///< nobody takes any more
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

void CutProxy::plan(Way way, std::uint64_t bytes, int times, Cut::How how) {
  const std::lock_guard lock(m_mutex);
  m_cut[static_cast<int>(way)] = {bytes, bytes, times, how};
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

/// How much of `wanted` may pass, and what happens behind it.
std::uint64_t CutProxy::allowance(Way way, std::uint64_t wanted, std::optional<Cut::How>& cut) {
  const std::lock_guard lock(m_mutex);
  auto& plan = m_cut[static_cast<int>(way)];
  if (plan.times == 0) return wanted;
  const auto pass = std::min(wanted, plan.left);
  plan.left -= pass;
  if (plan.left > 0) return pass;
  cut = plan.how;
  plan.left = plan.bytes;
  --plan.times;
  return pass;
}

void CutProxy::pump(Line& line, Way way) {
  Pipe pipe;
  const std::jthread sender([&] { deliver(line, way, pipe); });
  const int from = way == Way::Up ? line.client : line.server;
  std::vector<char> buffer(64 * 1024);
  while (true) {
    const auto got = ::recv(from, buffer.data(), buffer.size(), 0);
    std::unique_lock lock(pipe.mutex);
    if (got <= 0 || line.cut || pipe.closed) break;
    const std::chrono::milliseconds way_there(m_round_trip / 2);
    const auto size = static_cast<std::size_t>(got);
    pipe.pieces.push_back({Pipe::Clock::now() + way_there, {buffer.begin(), buffer.begin() + got}});
    pipe.held += size;
    pipe.moved.notify_all();
    pipe.moved.wait(lock, [&] { return pipe.closed || pipe.held < (way_there.count() > 0 ? Pipe::kMost : 1); });
  }
  const std::lock_guard lock(pipe.mutex);
  pipe.ended = true;
  pipe.moved.notify_all();
}

void CutProxy::deliver(Line& line, Way way, Pipe& pipe) {
  const int to = way == Way::Up ? line.server : line.client;
  const auto send = [&](const char* bytes, std::uint64_t count) {
    for (std::uint64_t sent = 0; sent < count;) {
      const auto now = ::send(to, bytes + sent, count - sent, MSG_NOSIGNAL);
      if (now < 0 && errno == EAGAIN && !line.cut) continue;
      if (now <= 0) return;
      sent += static_cast<std::uint64_t>(now);
      m_passed[static_cast<int>(way)] += static_cast<std::uint64_t>(now);
    }
  };
  while (true) {
    Pipe::Piece piece;
    {
      std::unique_lock lock(pipe.mutex);
      pipe.moved.wait(lock, [&] { return pipe.ended || !pipe.pieces.empty(); });
      if (pipe.pieces.empty()) break;
      piece = std::move(pipe.pieces.front());
      pipe.pieces.pop_front();
    }
    std::this_thread::sleep_until(piece.due); // at most half a round trip
    if (line.cut || !mayPass(line)) break;
    std::optional<Cut::How> cut;
    const auto pass = allowance(way, piece.bytes.size(), cut);
    if (cut == Cut::How::Corrupt) {
      ++m_cuts;
      if (pass > 0) piece.bytes[pass - 1] = static_cast<char>(piece.bytes[pass - 1] ^ 1);
      send(piece.bytes.data(), piece.bytes.size());
    } else {
      send(piece.bytes.data(), pass);
    }
    if (cut && cut != Cut::How::Corrupt) {
      ++m_cuts;
      if (cut == Cut::How::Reset) line.reset();
      break;
    }
    const std::lock_guard lock(pipe.mutex);
    pipe.held -= piece.bytes.size();
    pipe.moved.notify_all();
  }
  if (!line.cut) ::shutdown(to, SHUT_WR);
  // The pump of this direction may wait for bytes that nobody wants any more. When the server has ended, nothing more
  // is wanted from the client either.
  ::shutdown(way == Way::Up ? line.client : line.server, SHUT_RD);
  if (way == Way::Down) ::shutdown(line.client, SHUT_RD);
  const std::lock_guard lock(pipe.mutex);
  pipe.closed = true;
  pipe.moved.notify_all();
}

} // namespace meridian::test
