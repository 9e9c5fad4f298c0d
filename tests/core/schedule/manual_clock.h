// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>

namespace meridian::test {

/// A clock that the test moves; who sleeps on it wakes when its time has come. Any thread.
class ManualClock final : public base::Clock {
public:
  explicit ManualClock(base::Timestamp start = base::Timestamp{std::chrono::sys_days{std::chrono::year{2026} /
                                                                                     11 / 23}})
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
    std::unique_lock lock(m_mutex);
    const auto entry = m_sleeps.insert(m_passed + duration);
    m_changed.notify_all();
    m_changed.wait(lock, stop, [&] { return m_passed >= *entry; });
    m_sleeps.erase(entry);
    return !stop.stop_requested();
  }

  void advance(std::chrono::nanoseconds by) {
    const std::lock_guard lock(m_mutex);
    m_passed += by;
    m_changed.notify_all();
  }
  std::chrono::nanoseconds passed() const {
    const std::lock_guard lock(m_mutex);
    return m_passed;
  }
  /// Waits (real time) until so many sleep; false after half a minute.
  bool waitForSleepers(std::size_t number) const {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, std::chrono::seconds(30), [&] { return m_sleeps.size() == number; });
  }
  /// How long the one that wakes first still sleeps; zero where nobody does.
  std::chrono::nanoseconds nextWake() const {
    const std::lock_guard lock(m_mutex);
    return m_sleeps.empty() ? std::chrono::nanoseconds(0) : *m_sleeps.begin() - m_passed;
  }

private:
  mutable std::mutex m_mutex;
  mutable std::condition_variable_any m_changed;
  base::Timestamp m_start;
  std::chrono::nanoseconds m_passed{0};
  std::multiset<std::chrono::nanoseconds> m_sleeps;
};

} // namespace meridian::test
