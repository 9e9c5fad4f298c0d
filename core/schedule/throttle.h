// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "ports/gate.h"
#include "schedule/bandwidth.h"
#include "schedule/bell.h"

#include <atomic>
#include <chrono>
#include <list>
#include <mutex>

namespace meridian::schedule {

/// A bandwidth cap: a token bucket that lets callers through in turn, a slice each, so that a large caller
/// does not hold up a small one. What it lets through at once is 100 ms of its rate, at most 256 KiB (10 ms
/// where that is more), at least 32 KiB. Any thread, for all methods.
class Throttle final : public ports::ByteGate {
public:
  /// What it does now, for people.
  struct Status {
    base::RateLimit limit;
    std::optional<base::Timestamp> until; ///< when a window changes the limit next
    std::size_t waiting = 0;              ///< callers held up now
  };

  /// `clock` outlives the throttle.
  explicit Throttle(base::Clock& clock, base::RateLimit limit = {});

  [[nodiscard]] base::Result<void> pass(base::ByteCount bytes, std::stop_token stop) override;

  /// A new limit, for those who wait too; ends an earlier follow().
  void set(base::RateLimit limit);
  /// From now on the limit of the schedule, changed at its borders.
  void follow(BandwidthSchedule schedule);
  [[nodiscard]] Status status();

private:
  struct Waiter {
    Bell bell;
  };
  using Line = std::list<Waiter>;

  /// The limit of this moment is in m_limit afterwards.
  void look();
  void use(base::RateLimit limit);
  void refill();
  void ringFirst();
  /// 0: the slice may pass, and is paid for. Otherwise how long until it is worth looking again.
  [[nodiscard]] std::chrono::nanoseconds take(double slice);
  [[nodiscard]] double capacity() const;

  base::Clock& m_clock;
  std::atomic<bool> m_open{true}; ///< no limit and no schedule: nobody needs the mutex
  std::mutex m_mutex;
  BandwidthSchedule m_schedule;
  bool m_follows = false;
  base::Timestamp m_looked;               ///< when the schedule was asked
  std::optional<base::Timestamp> m_until; ///< what it said
  base::RateLimit m_limit;
  double m_tokens = 0; ///< bytes
  std::chrono::steady_clock::time_point m_refilled;
  Line m_line; ///< who waits; only the first looks at the bucket
};

} // namespace meridian::schedule
