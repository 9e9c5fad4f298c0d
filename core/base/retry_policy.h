// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <chrono>
#include <functional>
#include <random>
#include <utility>

namespace meridian::base {

/// Exponential backoff with full jitter; a server's Retry-After overrides the computed wait, up to
/// `longest_retry_after` (beyond that the caller is told to come back later instead of being held).
struct RetryPolicy {
  int attempts = 5; ///< including the first
  std::chrono::milliseconds first{200};
  std::chrono::milliseconds longest{10'000};
  std::chrono::seconds longest_retry_after{120};

  /// The wait before attempt `attempt` (2, 3, ...); `random01` in [0, 1) draws the jitter.
  [[nodiscard]] std::chrono::milliseconds wait(int attempt, const Error& last, double random01) const;
  /// Whether attempt number `attempt` was worth repeating after `error`.
  [[nodiscard]] bool again(int attempt, const Error& error) const;
};

/// A jitter source in [0, 1); thread safe.
[[nodiscard]] double jitter();

/// Called before each wait: the error, the wait, the number of the attempt that follows.
using RetryNotice = std::function<void(const Error&, std::chrono::milliseconds, int)>;

/// Calls `step` until it succeeds, its error is not transient, attempts are used up, or stop is asked for.
template <class F>
auto retry(const RetryPolicy& policy, Clock& clock, std::stop_token stop, F&& step, const RetryNotice& notice = {})
    -> std::invoke_result_t<F&> {
  for (int attempt = 1;; ++attempt) {
    if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
    auto result = step();
    if (result.has_value() || !policy.again(attempt, result.error())) return result;
    const auto pause = policy.wait(attempt + 1, result.error(), jitter());
    if (notice) notice(result.error(), pause, attempt + 1);
    if (!clock.sleep(pause, stop)) return fail(Errc::Cancelled, "cancelled");
  }
}

} // namespace meridian::base
