// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace meridian::distribution {

/// Lets one of several callers with the same key do the work; the others wait for its result. When the one
/// that works is cancelled, the next one takes over. Any thread.
template <class T>
class SingleFlight {
public:
  template <class Work>
  [[nodiscard]] base::Result<T> run(const std::string& key, std::stop_token stop, Work&& work) {
    while (true) {
      std::unique_lock lock(m_mutex);
      auto& slot = m_flights[key];
      if (!slot) {
        const auto flight = slot = std::make_shared<Flight>();
        lock.unlock();
        base::Result<T> result = work();
        lock.lock();
        flight->result = result;
        m_flights.erase(key);
        m_landed.notify_all();
        return result;
      }
      const auto flight = slot;
      if (!m_landed.wait(lock, stop, [&] { return flight->result.has_value(); }))
        return base::fail(base::Errc::Cancelled, "cancelled");
      const auto& result = *flight->result;
      if (result.has_value() || result.error().code != base::Errc::Cancelled) return result;
    }
  }

private:
  struct Flight {
    std::optional<base::Result<T>> result;
  };
  std::mutex m_mutex;
  std::condition_variable_any m_landed;
  std::map<std::string, std::shared_ptr<Flight>> m_flights;
};

} // namespace meridian::distribution
