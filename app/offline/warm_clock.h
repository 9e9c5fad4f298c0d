// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace meridian::offline {

/// A clock that starts `lead` behind the wall and runs `speed` times as fast until it has caught up; from there on it
/// is the wall clock. So a fleet that was just made has a minute of history after a few seconds. Any thread.
class WarmClock final : public base::Clock {
public:
  WarmClock(std::chrono::seconds lead, int speed);
  [[nodiscard]] base::Timestamp now() const override;
  [[nodiscard]] std::chrono::steady_clock::time_point steady() const override;
  bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) override;

private:
  /// How far behind the wall it is, that much real time after the start.
  [[nodiscard]] std::chrono::nanoseconds behind(std::chrono::nanoseconds since_start) const;

  base::SystemClock m_wall;
  const std::chrono::steady_clock::time_point m_start;
  const std::chrono::nanoseconds m_lead;
  const int m_speed;
};

} // namespace meridian::offline
