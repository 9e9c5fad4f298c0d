// SPDX-License-Identifier: GPL-3.0-or-later
#include "offline/warm_clock.h"

#include <algorithm>

namespace meridian::offline {

using std::chrono::nanoseconds;

WarmClock::WarmClock(std::chrono::seconds lead, int speed)
    : m_start(m_wall.steady()), m_lead(lead), m_speed(std::max(1, speed)) {}

nanoseconds WarmClock::behind(nanoseconds since_start) const {
  return std::max(nanoseconds{0}, m_lead - since_start * (m_speed - 1));
}

base::Timestamp WarmClock::now() const {
  return m_wall.now() - std::chrono::duration_cast<std::chrono::milliseconds>(behind(m_wall.steady() - m_start));
}

std::chrono::steady_clock::time_point WarmClock::steady() const {
  const auto wall = m_wall.steady();
  return wall - behind(wall - m_start);
}

bool WarmClock::sleep(nanoseconds duration, std::stop_token stop) {
  const auto wall = m_wall.steady();
  // The part of the wait that falls into the fast time is shorter by `speed`.
  const auto fast = std::min(duration, nanoseconds{behind(wall - m_start) * m_speed / std::max(1, m_speed - 1)});
  const auto real = m_speed == 1 ? duration : fast / m_speed + (duration - fast);
  return m_wall.sleep(real, stop);
}

} // namespace meridian::offline
