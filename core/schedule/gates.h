// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/gate.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace meridian::schedule {

/// Holds whoever comes while it is closed. Any thread.
class PauseGate final : public ports::ByteGate {
public:
  [[nodiscard]] base::Result<void> pass(base::ByteCount bytes, std::stop_token stop) override;

  void pause();
  void resume();
  [[nodiscard]] bool isPaused() const;

private:
  mutable std::mutex m_mutex;
  std::condition_variable_any m_changed;
  bool m_paused = false;
};

/// Several gates, passed one after the other and a small slice at a time, so that two caps of the same rate
/// do not add up to half of it. The pause belongs in front: what waits behind it has not paid for its bytes
/// yet. Any thread.
class ThrottleChain final : public ports::ByteGate {
public:
  explicit ThrottleChain(std::vector<std::shared_ptr<ports::ByteGate>> gates) : m_gates(std::move(gates)) {}

  [[nodiscard]] base::Result<void> pass(base::ByteCount bytes, std::stop_token stop) override;

private:
  std::vector<std::shared_ptr<ports::ByteGate>> m_gates;
};

} // namespace meridian::schedule
