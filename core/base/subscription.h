// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <utility>

namespace meridian::base {

/// Ends a subscription when it goes out of scope. Movable.
class Subscription {
public:
  Subscription() = default;
  explicit Subscription(std::function<void()> end) : m_end(std::move(end)) {}
  ~Subscription() { reset(); }
  Subscription(Subscription&& other) noexcept : m_end(std::exchange(other.m_end, nullptr)) {}
  Subscription& operator=(Subscription&& other) noexcept {
    if (this != &other) {
      reset();
      m_end = std::exchange(other.m_end, nullptr);
    }
    return *this;
  }
  void reset() {
    if (auto end = std::exchange(m_end, nullptr)) end();
  }

private:
  std::function<void()> m_end;
};

} // namespace meridian::base
