// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite/writer.h"

#include <algorithm>
#include <pthread.h>

namespace meridian::sqlite {

namespace {
constexpr std::size_t kLargestBatch = 256;
}

Writer::Writer(std::unique_ptr<Connection> connection)
    : m_connection(std::move(connection)), m_thread([this] { loop(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(m_mutex);
    m_closing = true;
  }
  m_wake.notify_all();
  m_thread.join();
}

base::Result<void> Writer::run(const Work& work) {
  Task task{&work, {}, false};
  std::unique_lock lock(m_mutex);
  m_tasks.push_back(&task);
  m_wake.notify_one();
  m_finished.wait(lock, [&task] { return task.done; });
  return std::move(task.result);
}

std::uint64_t Writer::commits() const {
  const std::lock_guard lock(m_mutex);
  return m_commits;
}

void Writer::loop() {
  pthread_setname_np(pthread_self(), "state");
  std::unique_lock lock(m_mutex);
  while (true) {
    m_wake.wait(lock, [this] { return m_closing || !m_tasks.empty(); });
    if (m_tasks.empty()) break;
    const auto count = static_cast<std::ptrdiff_t>(std::min(m_tasks.size(), kLargestBatch));
    const std::vector<Task*> batch(m_tasks.begin(), m_tasks.begin() + count);
    m_tasks.erase(m_tasks.begin(), m_tasks.begin() + count);
    lock.unlock();
    commit(batch);
    lock.lock();
    if (std::any_of(batch.begin(), batch.end(), [](const Task* task) { return task->result.has_value(); }))
      ++m_commits;
    for (auto* task : batch)
      task->done = true;
    m_finished.notify_all();
  }
  lock.unlock();
  (void)m_connection->execute("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
}

void Writer::commit(const std::vector<Task*>& batch) {
  base::Error lost;
  if (apply(batch, lost)) return;
  if (m_connection->inTransaction()) (void)m_connection->execute("ROLLBACK");
  if (batch.size() == 1) {
    batch.front()->result = base::fail(std::move(lost));
    return;
  }
  // The whole transaction went, perhaps because of one caller's work: give each one its own.
  for (auto* task : batch) {
    task->result = {};
    commit({task});
  }
}

bool Writer::apply(const std::vector<Task*>& batch, base::Error& lost) {
  if (auto begun = m_connection->execute("BEGIN IMMEDIATE"); !begun)
    return lost = std::move(begun.error()), false;
  for (auto* task : batch) {
    // Work that fails takes only its own changes back.
    if (auto marked = m_connection->execute("SAVEPOINT work"); !marked)
      return lost = std::move(marked.error()), false;
    auto result = (*task->work)(*m_connection);
    if (!result) {
      if (!m_connection->inTransaction()) return lost = std::move(result.error()), false;
      task->result = std::move(result);
      if (auto undone = m_connection->execute("ROLLBACK TO work"); !undone)
        return lost = std::move(undone.error()), false;
    }
    if (auto released = m_connection->execute("RELEASE work"); !released)
      return lost = std::move(released.error()), false;
  }
  auto committed = m_connection->execute("COMMIT");
  return committed ? true : (lost = std::move(committed.error()), false);
}

} // namespace meridian::sqlite
