// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace meridian::cli {

/// Turns SIGINT and SIGTERM into a stop request; a second signal ends the program at once with status 3.
/// Made before any other thread, so that every thread inherits the blocked signals.
class Interrupt {
public:
  Interrupt();
  ~Interrupt();
  [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }
  [[nodiscard]] bool requested() const { return m_stop.stop_requested(); }

private:
  std::stop_source m_stop;
  sigset_t m_signals{};
  std::thread m_thread;
};

} // namespace meridian::cli
