// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_pool.h"
#include "ports/gate.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>

namespace meridian::audit {

/// Hands out tasks, so many at a time: thousands of questions must not stand in the shared pool's line before those of
/// other jobs, and a pause must not hold its threads. One thread asks.
class Questions {
public:
  Questions(base::ThreadPool& pool, std::size_t width, ports::ByteGate* pause, std::stop_token stop)
      : m_width(width), m_pause(pause), m_stop(std::move(stop)), m_tasks(pool) {}

  /// Waits for a place, and for the end of a pause. Dropped once stopped.
  void ask(std::function<void()> task);
  void wait() { m_tasks.wait(); }

private:
  const std::size_t m_width;
  ports::ByteGate* const m_pause;
  const std::stop_token m_stop;
  std::mutex m_mutex;
  std::condition_variable_any m_free;
  std::size_t m_open = 0;
  base::TaskGroup m_tasks; ///< last: its end waits for tasks that use the others
};

} // namespace meridian::audit
