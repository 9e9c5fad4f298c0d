// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/flow_count.h"

#include <algorithm>

namespace meridian::transfer {

namespace {
using namespace std::chrono_literals;
/// More connections must bring so much more to be worth keeping.
constexpr double kWorthIt = 1.15;
/// Samples after which a settled line is tried again with more: routes and neighbours change.
constexpr int kLookAgain = 40;

std::chrono::nanoseconds window(std::chrono::microseconds round_trip) {
  return std::clamp<std::chrono::nanoseconds>(4 * round_trip, 400ms, 1500ms);
}
/// Connections that find their speed still: a window that brought so much more than the one before says nothing yet.
constexpr double kStillRising = 1.3;
constexpr int kMostRising = 4;
/// The first step is a careful one: on a full line a few connections too many only fill its queue. Where it pays, the
/// next ones are long.
int more(int wanted, bool first) { return first ? wanted + std::max(1, wanted / 2) : wanted * 3; }
} // namespace

FlowCount::FlowCount(Limits limits) : m_limits(limits), m_wanted(std::clamp(limits.start, 1, std::max(1, limits.most))) {}

void FlowCount::begin(Time now, std::uint64_t bytes) {
  m_since = now;
  m_bytes = bytes;
}

void FlowCount::sample(Time now, std::uint64_t bytes, bool busy, std::chrono::microseconds round_trip) {
  if (!m_started || bytes < m_bytes || (!busy && !m_settling)) {
    m_started = true;
    m_settling = false;
    return begin(now, bytes);
  }
  if (m_settling) {
    if (now < m_since) return;
    m_settling = false;
    return begin(now, bytes);
  }
  if (now - m_since < window(round_trip)) return;
  const auto rate = static_cast<double>(bytes - m_bytes) / std::chrono::duration<double>(now - m_since).count();
  begin(now, bytes);
  m_recent = rate;
  const bool rising = rate > m_last * kStillRising && m_rising < kMostRising;
  m_last = rate;
  if (rising) {
    ++m_rising;
    return;
  }
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
  const bool first = m_before == 0;
  m_before = m_wanted;
  m_rate_before = rate;
  m_wanted = std::min(m_limits.most, more(m_wanted, first));
  // New connections need some round trips until they show what they can do.
  m_since = now + std::min<std::chrono::nanoseconds>(3 * round_trip, 1s);
  m_settling = true;
  m_rising = kMostRising - 2; // a window or two, no more: the others run at full speed
  m_last = rate;
}

void FlowCount::ease(Time now) {
  if (m_eased && now - *m_eased < 1s) return;
  m_eased = now;
  m_wanted = std::max(1, m_wanted / 2);
  m_settled = m_wanted;
  m_rounds = 0;
}

} // namespace meridian::transfer
