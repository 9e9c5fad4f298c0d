// SPDX-License-Identifier: GPL-3.0-or-later
#include "audit/questions.h"

#include <utility>

namespace meridian::audit {

void Questions::ask(std::function<void()> task) {
  if (m_pause != nullptr && !m_pause->pass({0}, m_stop)) return;
  {
    std::unique_lock lock(m_mutex);
    if (!m_free.wait(lock, m_stop, [this] { return m_open < m_width; })) return;
    ++m_open;
  }
  m_tasks.run([this, task = std::move(task)] {
    if (!m_stop.stop_requested()) task();
    {
      const std::lock_guard lock(m_mutex);
      --m_open;
    }
    m_free.notify_one();
  });
}

} // namespace meridian::audit
