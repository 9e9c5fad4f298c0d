// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/flow_count.h"

#include <algorithm>

namespace meridian::transfer {

namespace {
using namespace std::chrono_literals;
/// More connections must bring so much more to be worth keeping.
constexpr double kWorthIt = 1.15;
/// Samples after which a settled line is tried again with more: routes and neighbours change.
constexpr int kLookAgain = 20;

std::chrono::nanoseconds window(std::chrono::microseconds round_trip) {
  return std::clamp<std::chrono::nanoseconds>(8 * round_trip, 800ms, 3s);
}
} // namespace

FlowCount::FlowCount(Limits limits) : m_limits(limits), m_wanted(std::clamp(limits.start, 1, std::max(1, limits.most))) {}

void FlowCount::begin(Time now, std::uint64_t bytes) {
  m_since = now;
  m_bytes = bytes;
}

void FlowCount::sample(Time now, std::uint64_t bytes, bool busy, std::chrono::microseconds round_trip) {
  if (!m_started || !busy || bytes < m_bytes) {
    m_started = true;
    return begin(now, bytes);
  }
  if (now - m_since < window(round_trip)) return;
  const auto rate = static_cast<double>(bytes - m_bytes) / std::chrono::duration<double>(now - m_since).count();
  begin(now, bytes);
  m_best = std::max(m_best, rate);
  if (m_settled > 0 && ++m_rounds < kLookAgain) return;
  if (m_settled > 0) {
    m_settled = m_before = 0;
    m_rounds = 0;
  }
  const bool paid = m_before == 0 || rate >= m_rate_before * kWorthIt;
  if (!paid) {
    m_wanted = m_settled = m_before;
    m_rounds = 0;
    return;
  }
  if (m_wanted >= m_limits.most) {
    m_settled = m_wanted;
    m_rounds = 0;
    return;
  }
  m_before = m_wanted;
  m_rate_before = rate;
  m_wanted = std::min(m_limits.most, m_wanted * 2);
}

void FlowCount::ease(Time now) {
  if (m_eased && now - *m_eased < 1s) return;
  m_eased = now;
  m_wanted = std::max(1, m_wanted / 2);
  m_settled = m_wanted;
  m_rounds = 0;
}

} // namespace meridian::transfer
