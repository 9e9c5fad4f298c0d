// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/units.h"

#include <chrono>
#include <mutex>
#include <stop_token>

namespace meridian::memory {

/// A line of limited bandwidth that several streams share. Any thread.
class Pacer {
public:
  explicit Pacer(base::Clock& clock) : m_clock(clock) {}

  /// 0 = no limit.
  void limit(base::BytesPerSecond rate);
  /// Waits until `bytes` more have had their time on the line; false when stopped.
  [[nodiscard]] bool pass(std::size_t bytes, std::stop_token stop);

private:
  base::Clock& m_clock;
  std::mutex m_mutex;
  double m_rate = 0;
  std::chrono::steady_clock::time_point m_free{};
};

} // namespace meridian::memory
