// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <chrono>
#include <stop_token>
#include <utility>

namespace meridian::schedule {

/// Wakes one sleeper before its time: base::Clock knows how to end a sleep by a stop token only. Armed and
/// rung under the mutex that guards what the sleeper waits for, so no ring is lost between looking and
/// sleeping.
class Bell {
public:
  /// Before each sleep, under the mutex: forgets earlier rings.
  void arm() { m_ring = std::stop_source(); }
  /// Under the mutex.
  void ring() { m_ring.request_stop(); }
  /// Without the mutex. Returns at the latest after `duration`, at once when rung since arm() or stopped. The
  /// sleeper calls arm() and sleep(); others only ring().
  void sleep(base::Clock& clock, std::chrono::nanoseconds duration, std::stop_token stop) {
    auto ring = m_ring;
    const std::stop_callback also(std::move(stop), [&ring] { ring.request_stop(); });
    (void)clock.sleep(duration, ring.get_token());
  }

private:
  std::stop_source m_ring;
};

} // namespace meridian::schedule
