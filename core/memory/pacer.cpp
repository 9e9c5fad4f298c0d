// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory/pacer.h"

#include <algorithm>

namespace meridian::memory {

void Pacer::limit(base::BytesPerSecond rate) {
  const std::lock_guard lock(m_mutex);
  m_rate = rate.value;
}

bool Pacer::pass(std::size_t bytes, std::stop_token stop) {
  std::chrono::nanoseconds wait{0};
  {
    const std::lock_guard lock(m_mutex);
    if (m_rate <= 0) return !stop.stop_requested();
    const auto now = m_clock.steady();
    const std::chrono::duration<double> took{static_cast<double>(bytes) / m_rate};
    m_free = std::max(m_free, now) + std::chrono::duration_cast<std::chrono::nanoseconds>(took);
    wait = m_free - now;
  }
  return m_clock.sleep(wait, stop);
}

} // namespace meridian::memory
