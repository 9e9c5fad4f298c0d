// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <mutex>

namespace meridian::curl {

/// Lets one thread sleep until another has changed what both see under a mutex. What a condition variable
/// does for this, with two calls of the kernel less per small request: nobody is woken who does not sleep,
/// and the sleeper's unlock does not look for others.
class Bell {
public:
  /// With the lock held, which is let go meanwhile. May return without a reason. One thread at a time.
  void wait(std::unique_lock<std::mutex>& lock) {
    const auto heard = m_rung.load();
    m_sleeps = true;
    lock.unlock();
    ::syscall(SYS_futex, &m_rung, FUTEX_WAIT_PRIVATE, heard, nullptr, nullptr, 0);
    lock.lock();
    m_sleeps = false;
  }
  /// After the change; any thread, with or without the lock.
  void ring() {
    ++m_rung;
    if (m_sleeps) ::syscall(SYS_futex, &m_rung, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
  }

private:
  std::atomic<std::uint32_t> m_rung = 0; ///< a futex(2)
  std::atomic<bool> m_sleeps = false;
  static_assert(sizeof(std::atomic<std::uint32_t>) == sizeof(std::uint32_t));
};

} // namespace meridian::curl
