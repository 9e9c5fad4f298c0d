// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <chrono>
#include <stop_token>

namespace meridian::base {

/// Time as a dependency, so that tests decide what time it is. All methods may be called from any thread.
class Clock {
public:
  virtual ~Clock() = default;
  /// Wall clock, UTC.
  [[nodiscard]] virtual Timestamp now() const = 0;
  /// Monotonic; for intervals only.
  [[nodiscard]] virtual std::chrono::steady_clock::time_point steady() const = 0;
  /// Waits; false when the stop token ended the wait early.
  virtual bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) = 0;
};

/// The machine's clocks.
class SystemClock final : public Clock {
public:
  [[nodiscard]] Timestamp now() const override;
  [[nodiscard]] std::chrono::steady_clock::time_point steady() const override;
  bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) override;
};

} // namespace meridian::base
