// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <chrono>
#include <mutex>
#include <vector>

namespace meridian::test {

/// A clock whose time passes only in sleep(), which returns at once. Any thread.
class InstantClock final : public base::Clock {
public:
  explicit InstantClock(base::Timestamp start = base::Timestamp{std::chrono::sys_days{
                            std::chrono::year{2026} / 11 / 22}})
      : m_start(start) {}

  base::Timestamp now() const override {
    const std::lock_guard lock(m_mutex);
    return m_start + std::chrono::floor<std::chrono::milliseconds>(m_passed);
  }
  std::chrono::steady_clock::time_point steady() const override {
    const std::lock_guard lock(m_mutex);
    return std::chrono::steady_clock::time_point{} + m_passed;
  }
  bool sleep(std::chrono::nanoseconds duration, std::stop_token stop) override {
    const std::lock_guard lock(m_mutex);
    if (stop.stop_requested()) return false;
    m_passed += duration;
    m_sleeps.push_back(duration);
    return true;
  }
  std::vector<std::chrono::nanoseconds> sleeps() const {
    const std::lock_guard lock(m_mutex);
    return m_sleeps;
  }

private:
  mutable std::mutex m_mutex;
  base::Timestamp m_start;
  std::chrono::nanoseconds m_passed{0};
  std::vector<std::chrono::nanoseconds> m_sleeps;
};

} // namespace meridian::test
