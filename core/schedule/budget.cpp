// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/budget.h"

#include "schedule/quota.h"

#include <algorithm>

namespace meridian::schedule {

using namespace std::chrono;
using base::Errc;

namespace {

constexpr seconds kFirstPause{1}, kLongestPause{300};
constexpr seconds kLongestHold{86'400}; ///< whatever a registry says, look again tomorrow
constexpr seconds kUnknownWindow{60};
/// A machine that slept or whose clock was set notices within this time.
constexpr minutes kLookAgain{1};
constexpr hours kForever{1};

seconds roundedUp(milliseconds time) {
  return ceil<seconds>(time);
}

} // namespace

Budget::Budget(base::Clock& clock, Options options)
    : m_clock(clock), m_options(options), m_refilled(clock.steady()) {}

base::Result<void> Budget::enter(ports::HttpMethod method, std::stop_token stop) {
  return enter(method == ports::HttpMethod::Get, std::move(stop));
}

base::Result<void> Budget::enterUncounted(ports::HttpMethod, std::stop_token stop) {
  return enter(false, std::move(stop));
}

base::Timestamp Budget::heldUntil(bool counted, base::Timestamp now) const {
  base::Timestamp until;
  if (m_pause.holds(now)) until = m_pause.until;
  if (counted && m_empty.holds(now)) until = std::max(until, m_empty.until);
  return until;
}

std::string Budget::why(bool counted, base::Timestamp now) const {
  const bool paused = m_pause.holds(now), empty = counted && m_empty.holds(now);
  if (empty && (!paused || m_empty.until > m_pause.until)) {
    std::string quota = "the quota";
    if (m_quota) quota += " of " + std::to_string(*m_quota) + " pulls";
    if (m_quota && m_window.count() > 0) quota += " in " + base::formatDuration(m_window);
    return quota + " is used up; it comes back by " + base::formatTimestamp(m_empty.until);
  }
  if (!paused) return {};
  return std::string("the registry has had too many requests and ") +
         (m_told ? "asks to come back at " : "does not say when to come back; next try at ") +
         base::formatTimestamp(m_pause.until);
}

bool Budget::isNext(const Waiter& waiter, base::Timestamp now) const {
  for (const auto& other : m_line) {
    if (&other == &waiter) return true;
    if (heldUntil(other.counted, now) <= now) return false;
  }
  return false;
}

void Budget::ringNext(base::Timestamp now) {
  for (auto& waiter : m_line)
    if (heldUntil(waiter.counted, now) <= now) return waiter.bell.ring();
}

void Budget::leaveLine(Line::iterator self) {
  m_line.erase(self);
  ringNext(m_clock.now());
}

nanoseconds Budget::start() {
  // Who waits for another's leave() is rung by it.
  if (m_strikes > 0 && m_trying) return kForever;
  const auto& limits = m_options.limits;
  if (limits.at_once && m_under_way >= *limits.at_once) return kForever;
  if (limits.per_second) {
    const double rate = std::max(*limits.per_second, 1e-3);
    const auto now = m_clock.steady();
    m_tokens =
        std::min(std::max(1.0, rate / 10), m_tokens + rate * duration<double>(now - m_refilled).count());
    m_refilled = now;
    // A token that is short of whole by less than the clock can tell is whole.
    if (m_tokens < 1 - 1e-6) return ceil<microseconds>(duration<double>((1 - m_tokens) / rate));
    m_tokens -= 1;
  }
  m_trying = m_strikes > 0;
  ++m_under_way;
  return nanoseconds(0);
}

base::Result<void> Budget::enter(bool counted, std::stop_token stop) {
  std::unique_lock lock(m_mutex);
  const auto self = m_line.emplace(m_line.end());
  self->counted = counted;
  while (true) {
    if (stop.stop_requested()) {
      leaveLine(self);
      return base::fail(Errc::Cancelled, "stopped while waiting to ask");
    }
    const auto now = m_clock.now();
    const auto held = heldUntil(counted, now);
    if (held > now + m_options.longest_wait) {
      leaveLine(self);
      auto failed = base::fail(Errc::TooManyRequests, why(counted, now));
      failed.error.retry_after = roundedUp(held - now);
      return failed;
    }
    nanoseconds wait = kForever;
    if (held > now)
      wait = std::min<nanoseconds>(held - now, kLookAgain);
    else if (isNext(*self, now))
      wait = start();
    if (wait == nanoseconds(0)) {
      leaveLine(self);
      return {};
    }
    self->bell.arm();
    lock.unlock();
    self->bell.sleep(m_clock, wait, stop);
    lock.lock();
  }
}

void Budget::readQuota(const ports::HttpHeaders& headers, base::Timestamp now) {
  const auto limit = parseQuota(headers.get("ratelimit-limit"));
  const auto remaining = parseQuota(headers.get("ratelimit-remaining"));
  if (limit) m_quota = limit->number;
  if (!remaining) return;
  m_remaining = remaining->number;
  m_window = remaining->window.count() > 0 ? remaining->window : limit ? limit->window : seconds(0);
  if (*m_remaining > 0)
    m_empty = {};
  else if (!m_empty.holds(now))
    m_empty = {now, now + std::min(m_window.count() > 0 ? m_window : kUnknownWindow, kLongestHold)};
}

void Budget::pause(seconds retry_after, base::Timestamp now) {
  const bool told = retry_after.count() > 0;
  // What was under way when the pause began is refused as well and tells nothing new.
  if (!told && m_pause.holds(now)) return;
  auto wait = std::min(retry_after, kLongestHold);
  if (!told) wait = std::min(kLongestPause, kFirstPause * (1u << std::min(m_strikes, 10u)));
  ++m_strikes;
  if (m_pause.holds(now) && m_pause.until >= now + wait) return;
  m_pause = {now, now + wait};
  m_told = told;
}

void Budget::leave(const ports::HttpResponse* answer, seconds retry_after) {
  const std::lock_guard lock(m_mutex);
  const auto now = m_clock.now();
  if (m_under_way > 0) --m_under_way;
  m_trying = false;
  if (answer == nullptr) return ringNext(now);

  const auto held = std::pair(m_pause.until, m_empty.until);
  readQuota(answer->headers, now);
  const bool refused = answer->status == 429;
  // Refused for the quota alone: what the quota does not count may go on.
  const bool for_quota = refused && retry_after.count() == 0 && m_empty.holds(now) &&
                         parseQuota(answer->headers.get("ratelimit-remaining"));
  if (retry_after.count() > 0 || (refused && !for_quota))
    pause(retry_after, now);
  else if (!m_pause.holds(now))
    m_strikes = 0;
  if (held == std::pair(m_pause.until, m_empty.until)) return ringNext(now);
  // Each looks anew at how long it would have to wait.
  for (auto& waiter : m_line)
    waiter.bell.ring();
}

void Budget::setLimits(base::RequestLimits limits) {
  const std::lock_guard lock(m_mutex);
  m_options.limits = limits;
  for (auto& waiter : m_line)
    waiter.bell.ring();
}

Budget::Status Budget::status() const {
  const std::lock_guard lock(m_mutex);
  const auto now = m_clock.now();
  return {m_quota, m_remaining, m_window, heldUntil(true, now), why(true, now), m_under_way, m_line.size()};
}

} // namespace meridian::schedule
