// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/slots.h"

#include <algorithm>
#include <utility>

namespace meridian::transfer {

Slots::Line::Line(Slots& slots) : m_slots(slots) {
  const std::lock_guard lock(slots.m_mutex);
  slots.m_lines.push_back(this);
}

Slots::Line::~Line() {
  wait();
  const std::lock_guard lock(m_slots.m_mutex);
  m_slots.m_lines.remove(this);
}

void Slots::Line::submit(Kind kind, std::function<void()> task) {
  const std::lock_guard lock(m_slots.m_mutex);
  ++m_open;
  m_tasks[static_cast<std::size_t>(kind)].push_back(std::move(task));
  m_slots.pump();
}

void Slots::Line::moveToTop() {
  const std::lock_guard lock(m_slots.m_mutex);
  m_slots.m_lines.remove(this);
  m_slots.m_lines.push_front(this);
}

void Slots::Line::hold(bool on) {
  const std::lock_guard lock(m_slots.m_mutex);
  m_held = on;
  m_slots.pump();
}

void Slots::Line::wait() {
  std::unique_lock lock(m_slots.m_mutex);
  m_slots.m_done.wait(lock, [this] { return m_open == 0; });
}

std::size_t Slots::busy(std::size_t kind) const {
  std::size_t sum = 0;
  for (const auto* line : m_lines)
    if (!line->m_held) sum += line->m_running[kind];
  return sum;
}

void Slots::pump() {
  for (std::size_t kind = 0; kind < m_most.size(); ++kind)
    for (auto* line : m_lines)
      while (!line->m_held && busy(kind) < m_most[kind] && !line->m_tasks[kind].empty()) {
        auto task = std::move(line->m_tasks[kind].front());
        line->m_tasks[kind].pop_front();
        ++line->m_running[kind];
        m_threads.submit([this, line, kind, task = std::move(task)] { run(*line, static_cast<Kind>(kind), task); });
      }
}

void Slots::run(Line& line, Kind kind, const std::function<void()>& task) {
  task();
  const std::lock_guard lock(m_mutex);
  --line.m_running[static_cast<std::size_t>(kind)];
  pump();
  // Under the lock: the line may be gone as soon as it sees that nothing is open.
  if (--line.m_open == 0) m_done.notify_all();
}

} // namespace meridian::transfer
