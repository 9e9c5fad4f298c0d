// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite/connection.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace meridian::sqlite {

/// The only thread that writes, named `state`. What waits at the same moment shares one transaction, so many
/// callers pay for one commit. The destructor finishes what waits and joins.
class Writer {
public:
  using Work = std::function<base::Result<void>(Connection&)>;

  explicit Writer(std::unique_ptr<Connection> connection);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Runs `work` inside a transaction and returns when that is committed; when `work` or the commit fails
  /// nothing of it is left. Blocks; any thread but the writer's own.
  [[nodiscard]] base::Result<void> run(const Work& work);
  /// Transactions committed so far.
  [[nodiscard]] std::uint64_t commits() const;

private:
  struct Task {
    const Work* work;
    base::Result<void> result;
    bool done = false;
  };

  void loop();
  void commit(const std::vector<Task*>& batch);
  [[nodiscard]] bool apply(const std::vector<Task*>& batch, base::Error& lost);

  const std::unique_ptr<Connection> m_connection; ///< the thread's alone
  mutable std::mutex m_mutex;
  std::condition_variable m_wake, m_finished;
  std::deque<Task*> m_tasks;
  std::uint64_t m_commits = 0;
  bool m_closing = false;
  std::thread m_thread;
};

} // namespace meridian::sqlite
