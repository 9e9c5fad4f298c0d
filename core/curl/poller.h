// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <optional>

namespace meridian::curl {

/// What the http thread waits for: the sockets and timers of curl's multi handles, and a call from another
/// thread. With many connections this costs per event; curl_multi_poll costs per connection and round.
class Poller {
public:
  /// A request begins to use that socket; it may be one of several that are tried, or no socket at all (a
  /// name server's answer). http thread, inside of curl.
  using UsesSocket = void (*)(void* easy, int socket);

  explicit Poller(UsesSocket uses_socket);
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  void attach(void* multi); ///< CURLM; must end before this object does
  void wake();              ///< any thread: turn() returns soon
  /// Waits for the first thing to do, at most for `limit`, and lets curl do all that is due.
  void turn(std::chrono::milliseconds limit);

private:
  using Clock = std::chrono::steady_clock;
  struct Multi {
    Poller* poller;
    void* handle;
    std::uint64_t number; ///< in epoll's tag, above the socket
    std::optional<Clock::time_point> due;
  };
  struct Callbacks; ///< curl calls these on the http thread
  void watch(const Multi& multi, int socket, int what, bool known) const;
  void fire(Multi& multi);

  int m_epoll = -1, m_wake = -1;
  UsesSocket m_uses_socket;
  std::list<Multi> m_multis; ///< curl keeps pointers into it
};

} // namespace meridian::curl
