// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace meridian::node {

/// Tells the service manager how we are: the protocol of sd_notify(3), datagrams to $NOTIFY_SOCKET. Without
/// that variable every call does nothing. Nothing that fails here is worth more than a line in the log. Any
/// thread.
class Notify {
public:
  /// `socket`: a path, or a name of the abstract namespace after '@'; empty = nobody listens.
  explicit Notify(std::string socket) : m_socket(std::move(socket)) {}
  /// From $NOTIFY_SOCKET, which our children do not inherit.
  [[nodiscard]] static Notify fromEnvironment();

  void ready(std::string_view status) const;
  void reloading() const; ///< ready() says that it is over
  void stopping() const;
  void status(std::string_view text) const;
  void alive() const; ///< WATCHDOG=1
  /// Start or stop is not to be given up within this time from now.
  void takesLonger(std::chrono::microseconds time) const;
  [[nodiscard]] bool heard() const { return !m_socket.empty(); }

private:
  void send(const std::string& state) const;
  std::string m_socket;
};

/// How often the service manager wants to hear that we are alive ($WATCHDOG_USEC, where $WATCHDOG_PID is us):
/// half of the time after which it gives up. nullopt: it does not ask.
[[nodiscard]] std::optional<std::chrono::microseconds> watchdogInterval();

} // namespace meridian::node
