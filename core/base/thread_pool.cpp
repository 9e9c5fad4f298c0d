// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/thread_pool.h"

#include <memory>
#include <pthread.h>
#include <utility>

namespace meridian::base {

ThreadPool::ThreadPool(std::string name, std::size_t most) : m_name(std::move(name)), m_most(most) {}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(m_mutex);
    m_closing = true;
    m_tasks.clear();
  }
  m_wake.notify_all();
  for (auto& thread : m_threads)
    thread.join();
}

void ThreadPool::submit(std::function<void()> task, Order order) {
  {
    const std::lock_guard lock(m_mutex);
    if (m_closing) return;
    if (order == Order::Next)
      m_tasks.push_front(std::move(task));
    else
      m_tasks.push_back(std::move(task));
    // Compare with all that waits, not with this task only: idle threads may be spoken for already.
    if (m_idle < m_tasks.size() && m_threads.size() < m_most)
      m_threads.emplace_back([this, number = m_threads.size() + 1] { run(number); });
  }
  m_wake.notify_one();
}

void ThreadPool::run(std::size_t number) {
  pthread_setname_np(pthread_self(), (m_name + "-" + std::to_string(number)).substr(0, 15).c_str());
  std::unique_lock lock(m_mutex);
  while (true) {
    ++m_idle;
    m_wake.wait(lock, [this] { return m_closing || !m_tasks.empty(); });
    --m_idle;
    if (m_closing) return;
    auto task = std::move(m_tasks.front());
    m_tasks.pop_front();
    lock.unlock();
    task();
    task = nullptr;
    lock.lock();
  }
}

// The count falls when the task is gone, not when it returns: a task that the pool drops must not leave
// wait() waiting, and what a task captured must not outlive wait().
struct TaskGroup::Task {
  Task(TaskGroup& owner, std::function<void()> todo) : group(owner), work(std::move(todo)) {}
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;
  ~Task() {
    work = nullptr;
    const std::lock_guard lock(group.m_mutex);
    if (--group.m_open == 0) group.m_done.notify_all();
  }
  TaskGroup& group;
  std::function<void()> work;
};

void TaskGroup::run(std::function<void()> task, ThreadPool::Order order) {
  {
    const std::lock_guard lock(m_mutex);
    ++m_open;
  }
  m_pool.submit([task = std::make_shared<Task>(*this, std::move(task))] { task->work(); }, order);
}

void TaskGroup::wait() {
  std::unique_lock lock(m_mutex);
  m_done.wait(lock, [this] { return m_open == 0; });
}

} // namespace meridian::base
