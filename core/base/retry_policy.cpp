// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/retry_policy.h"

#include <algorithm>

namespace meridian::base {

std::chrono::milliseconds RetryPolicy::wait(int attempt, const Error& last, double random01) const {
  if (last.retry_after.count() > 0) return std::min(last.retry_after, longest_retry_after);
  const int doublings = std::clamp(attempt - 2, 0, 20);
  const auto ceiling = std::min<std::chrono::milliseconds>(longest, first * (1LL << doublings));
  // At least a quarter, so that a run of small draws is not a hot loop against a struggling server.
  const double factor = 0.25 + 0.75 * random01;
  return std::chrono::milliseconds{static_cast<long long>(static_cast<double>(ceiling.count()) * factor)};
}

bool RetryPolicy::again(int attempt, const Error& error) const {
  return attempt < attempts && isTransient(error.code) && error.retry_after <= longest_retry_after;
}

double jitter() {
  thread_local std::minstd_rand engine{std::random_device{}()};
  return std::uniform_real_distribution<double>{0.0, 1.0}(engine);
}

} // namespace meridian::base
