// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace meridian::base {

/// Threads that are started when work waits and none is idle, up to `most`; named NAME-1, NAME-2 ...
/// Only adapters and `engine` make one. The destructor finishes the running tasks, drops what still waits
/// and joins. Tasks must not throw.
class ThreadPool {
public:
  ThreadPool(std::string name, std::size_t most);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  enum class Order { Queued, Next }; ///< Next: before everything that waits
  /// Any thread.
  void submit(std::function<void()> task, Order order = Order::Queued);

private:
  void run(std::size_t number);

  const std::string m_name;
  const std::size_t m_most;
  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::deque<std::function<void()>> m_tasks;
  std::size_t m_idle = 0;
  bool m_closing = false;
  std::vector<std::thread> m_threads;
};

/// Counts tasks that were handed out and waits for the last of them; one that the pool drops counts as done.
class TaskGroup {
public:
  explicit TaskGroup(ThreadPool& pool) : m_pool(pool) {}
  ~TaskGroup() { wait(); }
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;

  /// May also be called from a task of the same group.
  void run(std::function<void()> task, ThreadPool::Order order = ThreadPool::Order::Queued);
  void wait();

private:
  struct Task;
  ThreadPool& m_pool;
  std::mutex m_mutex;
  std::condition_variable m_done;
  std::size_t m_open = 0;
};

} // namespace meridian::base
