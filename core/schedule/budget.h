// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/limits.h"
#include "ports/gate.h"
#include "schedule/bell.h"

#include <chrono>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>

namespace meridian::schedule {

/// What one registry may be asked with one identity. Requests start in the order in which they came, except
/// that those that a used-up quota does not count overtake those that it holds. Any thread, for all methods.
///
/// A 429 pauses all of them: for as long as Retry-After says, otherwise 1 s, 2 s ... 5 min; then one request
/// tries alone before the rest follow. The headers ratelimit-limit and ratelimit-remaining are read from each
/// answer: with nothing remaining, requests that count wait until the window is over, or until an answer says
/// otherwise.
class Budget final : public ports::RequestGate {
public:
  struct Options {
    base::RequestLimits limits;
    /// Who would have to wait longer than this for a pause or a quota gets TooManyRequests at once.
    std::chrono::seconds longest_wait{900};
  };

  /// For people: what is left, and what is waited for.
  struct Status {
    std::optional<std::uint64_t> quota;     ///< requests per `window`, as the registry last said
    std::optional<std::uint64_t> remaining; ///< of them
    std::chrono::seconds window{0};         ///< zero: not told
    base::Timestamp until;                  ///< when requests (of a kind) go on; zero = nothing is held
    std::string why;                        ///< one sentence; empty = nothing is held
    std::size_t under_way = 0;
    std::size_t waiting = 0;
  };

  /// `clock` outlives the budget.
  explicit Budget(base::Clock& clock) : Budget(clock, Options{}) {}
  Budget(base::Clock& clock, Options options);

  /// HEAD never counts towards a quota.
  [[nodiscard]] base::Result<void> enter(ports::HttpMethod method, std::stop_token stop) override;
  [[nodiscard]] base::Result<void> enterUncounted(ports::HttpMethod method, std::stop_token stop) override;
  void leave(const ports::HttpResponse* answer, std::chrono::seconds retry_after) override;

  /// New limits, for those who wait too.
  void setLimits(base::RequestLimits limits);
  [[nodiscard]] Status status() const;

private:
  struct Waiter {
    bool counted = false;
    Bell bell;
  };
  using Line = std::list<Waiter>;
  /// Something that holds requests until a time; the time is given up when the clock says that it was set
  /// back.
  struct Hold {
    base::Timestamp from, until;
    [[nodiscard]] bool holds(base::Timestamp now) const { return now >= from && now < until; }
  };

  [[nodiscard]] base::Result<void> enter(bool counted, std::stop_token stop);
  [[nodiscard]] base::Timestamp heldUntil(bool counted, base::Timestamp now) const;
  [[nodiscard]] std::string why(bool counted, base::Timestamp now) const;
  [[nodiscard]] bool isNext(const Waiter& waiter, base::Timestamp now) const;
  /// Zero: the request has started. Otherwise how long until it is worth looking again.
  [[nodiscard]] std::chrono::nanoseconds start();
  void leaveLine(Line::iterator self);
  void ringNext(base::Timestamp now);
  void readQuota(const ports::HttpHeaders& headers, base::Timestamp now);
  void pause(std::chrono::seconds retry_after, base::Timestamp now);

  base::Clock& m_clock;
  mutable std::mutex m_mutex;
  Options m_options;
  Line m_line;
  std::size_t m_under_way = 0;
  double m_tokens = 1;
  std::chrono::steady_clock::time_point m_refilled;

  Hold m_pause;
  bool m_told = false;    ///< the pause is the registry's own wish
  unsigned m_strikes = 0; ///< pauses since the last good answer
  bool m_trying = false;  ///< one request tries alone

  Hold m_empty; ///< the quota is
  std::optional<std::uint64_t> m_quota, m_remaining;
  std::chrono::seconds m_window{0};
};

} // namespace meridian::schedule
