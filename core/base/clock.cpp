// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <condition_variable>
#include <mutex>

namespace meridian::base {

Timestamp SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::chrono::steady_clock::time_point SystemClock::steady() const { return std::chrono::steady_clock::now(); }

bool SystemClock::sleep(std::chrono::nanoseconds duration, std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  wake.wait_for(lock, stop, duration, [&] { return stop.stop_requested(); });
  return !stop.stop_requested();
}

} // namespace meridian::base
