// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <stop_token>

namespace meridian::sockets {

/// An eventfd that is readable from the first ring() on.
class Wake {
public:
  Wake();
  ~Wake();
  Wake(const Wake&) = delete;
  Wake& operator=(const Wake&) = delete;
  void ring() const; ///< any thread
  [[nodiscard]] int descriptor() const { return m_fd; }

private:
  int m_fd;
};

enum class Waited { Ready, Woken, Late };
/// Waits until `fd` may be read (or written), or `closed` rings or a stop is wished (Woken), or the time is up.
[[nodiscard]] Waited waitFor(int fd, bool to_write, const Wake& closed, std::chrono::milliseconds patience, const std::stop_token& stop);

} // namespace meridian::sockets
