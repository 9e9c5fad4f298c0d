// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <chrono>
#include <cstdint>
#include <deque>

namespace meridian::engine {

/// The rate of a growing counter over the last seconds. Not thread safe.
class RateMeter {
public:
  using Time = std::chrono::steady_clock::time_point;

  /// The counter's value at a time; values that fall (a job ended) start the meter over.
  void sample(Time now, std::uint64_t total) {
    if (!m_samples.empty() && total < m_samples.back().total) m_samples.clear();
    m_samples.push_back({now, total});
    // One sample older than the window stays, so that the window is always full.
    while (m_samples.size() > 2 && now - m_samples[1].time > kWindow) m_samples.pop_front();
  }
  [[nodiscard]] base::BytesPerSecond rate() const {
    if (m_samples.size() < 2) return {};
    const std::chrono::duration<double> span = m_samples.back().time - m_samples.front().time;
    if (span.count() < 0.05) return {};
    return {static_cast<double>(m_samples.back().total - m_samples.front().total) / span.count()};
  }

private:
  static constexpr std::chrono::milliseconds kWindow{2000};
  struct Sample {
    Time time;
    std::uint64_t total;
  };
  std::deque<Sample> m_samples;
};

} // namespace meridian::engine
