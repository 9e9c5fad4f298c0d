// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/gates.h"

#include <algorithm>

namespace meridian::schedule {

namespace {
/// Half of the smallest bucket (Throttle): while a slice waits at one gate, the next gate's bucket fills for
/// it.
constexpr base::ByteCount kSlice{16 * 1024};
} // namespace

base::Result<void> PauseGate::pass(base::ByteCount, std::stop_token stop) {
  std::unique_lock lock(m_mutex);
  if (m_changed.wait(lock, stop, [this] { return !m_paused; }) && !stop.stop_requested()) return {};
  return base::fail(base::Errc::Cancelled, "stopped while paused");
}

void PauseGate::pause() {
  const std::lock_guard lock(m_mutex);
  m_paused = true;
}

void PauseGate::resume() {
  {
    const std::lock_guard lock(m_mutex);
    m_paused = false;
  }
  m_changed.notify_all();
}

bool PauseGate::isPaused() const {
  const std::lock_guard lock(m_mutex);
  return m_paused;
}

base::Result<void> ThrottleChain::pass(base::ByteCount bytes, std::stop_token stop) {
  do {
    const auto slice = std::min(bytes, kSlice);
    for (const auto& gate : m_gates)
      if (auto passed = gate->pass(slice, stop); !passed) return passed;
    bytes = bytes - slice;
  } while (bytes.value > 0);
  return {};
}

} // namespace meridian::schedule
