// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/throttle.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace meridian::schedule {

using namespace std::chrono;

namespace {

constexpr double kLeastBurst = 32 * 1024;
constexpr double kUsualBurst = 256 * 1024;
/// A machine that slept or whose clock was set notices within this time.
constexpr minutes kLookAgain{1};
constexpr hours kForever{1};

} // namespace

Throttle::Throttle(base::Clock& clock, base::RateLimit limit) : m_clock(clock), m_refilled(clock.steady()) {
  set(limit);
}

double Throttle::capacity() const {
  const double rate = m_limit->value;
  return std::max(kLeastBurst, std::min(rate * 0.1, std::max(kUsualBurst, rate * 0.01)));
}

void Throttle::ringFirst() {
  if (!m_line.empty()) m_line.front().bell.ring();
}

void Throttle::use(base::RateLimit limit) {
  refill(); // what has passed until now counts by the old rate
  m_limit = limit;
  if (m_limit) m_tokens = std::min(m_tokens, capacity());
  m_open = !m_limit && !m_follows;
  ringFirst();
}

void Throttle::set(base::RateLimit limit) {
  const std::lock_guard lock(m_mutex);
  m_follows = false;
  m_until.reset();
  use(limit);
}

void Throttle::follow(BandwidthSchedule schedule) {
  const std::lock_guard lock(m_mutex);
  m_follows = schedule.hasWindows();
  m_schedule = std::move(schedule);
  m_looked = m_clock.now();
  const auto now = m_schedule.at(m_looked);
  m_until = now.until;
  use(now.limit);
}

void Throttle::look() {
  if (!m_follows) return;
  const auto now = m_clock.now();
  if (now >= m_looked && now < m_looked + kLookAgain && (!m_until || now < *m_until)) return;
  m_looked = now;
  const auto found = m_schedule.at(now);
  m_until = found.until;
  if (found.limit != m_limit) use(found.limit);
}

void Throttle::refill() {
  const auto now = m_clock.steady();
  if (m_limit)
    m_tokens = std::min(capacity(), m_tokens + m_limit->value * duration<double>(now - m_refilled).count());
  m_refilled = now;
}

nanoseconds Throttle::take(double slice) {
  look();
  if (!m_limit) return nanoseconds(0);
  refill();
  if (m_limit->value > 0 && m_tokens >= slice) {
    m_tokens -= slice;
    return nanoseconds(0);
  }
  nanoseconds wait = kForever;
  // Rounded up: waking a moment too early would cost another sleep.
  if (m_limit->value > 0)
    wait = std::min<nanoseconds>(wait,
                                 ceil<microseconds>(duration<double>((slice - m_tokens) / m_limit->value)));
  if (!m_follows) return wait;
  wait = std::min<nanoseconds>(wait, kLookAgain);
  if (m_until) wait = std::min<nanoseconds>(wait, *m_until - m_clock.now());
  return std::max<nanoseconds>(wait, milliseconds(1));
}

base::Result<void> Throttle::pass(base::ByteCount bytes, std::stop_token stop) {
  const auto cancelled = [] {
    return base::fail(base::Errc::Cancelled, "stopped while waiting for bandwidth");
  };
  if (stop.stop_requested()) return cancelled();
  if (m_open) return {};
  auto left = static_cast<double>(bytes.value);
  std::unique_lock lock(m_mutex);
  if (m_line.empty() && left <= kLeastBurst / 2 && take(left) == nanoseconds(0)) return {};
  auto self = m_line.emplace(m_line.end());
  while (left > 0 && !stop.stop_requested()) {
    nanoseconds wait = kForever;
    if (self == m_line.begin()) {
      look();
      if (!m_limit) break;
      // Half of what the bucket holds: a sleep that took too long leaves its tokens in the other half.
      const double slice = std::min(left, capacity() / 2);
      wait = take(slice);
      if (wait == nanoseconds(0)) {
        left -= slice;
        m_line.splice(m_line.end(), m_line, self);
        if (left > 0) ringFirst();
        continue;
      }
    }
    self->bell.arm();
    lock.unlock();
    self->bell.sleep(m_clock, wait, stop);
    lock.lock();
  }
  m_line.erase(self);
  ringFirst();
  return left > 0 && m_limit && stop.stop_requested() ? base::Result<void>(cancelled())
                                                      : base::Result<void>();
}

Throttle::Status Throttle::status() {
  const std::lock_guard lock(m_mutex);
  look();
  return {m_limit, m_follows ? m_until : std::nullopt, m_line.size()};
}

} // namespace meridian::schedule
