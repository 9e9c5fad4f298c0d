// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/thread_pool.h"

#include <array>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>

namespace meridian::transfer {

/// Which blob goes next: a bounded number of large and of small blobs on their way at once, over all jobs. Large ones
/// share the line's bandwidth, so few of them; small ones are all round trips, so many. Jobs take turns in the order of
/// their lines, and a line can be moved to the top while it works. Any thread.
class Slots {
public:
  enum class Kind { Large, Small };
  Slots(base::ThreadPool& threads, std::size_t large, std::size_t small)
      : m_threads(threads), m_most{large, small} {}

  /// The work of one job.
  class Line {
  public:
    explicit Line(Slots& owner);
    ~Line(); ///< waits for what was submitted
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    void submit(Kind kind, std::function<void()> task);
    /// Ahead of every other line, from the next free place on.
    void moveToTop();
    /// While on nothing more of it starts, and the places of what has started go to others: when it goes on there
    /// may be more under way than places for a while, so the pool needs threads for a few jobs' worth of them.
    void hold(bool on);
    void wait();

  private:
    friend class Slots;
    Slots& m_slots;
    std::array<std::deque<std::function<void()>>, 2> m_tasks;
    std::size_t m_open = 0; ///< waiting or running
    std::array<std::size_t, 2> m_running{};
    bool m_held = false;
  };

private:
  void pump(); ///< with the lock held
  [[nodiscard]] std::size_t busy(std::size_t kind) const;
  void run(Line& line, Kind kind, const std::function<void()>& task);

  base::ThreadPool& m_threads;
  const std::array<std::size_t, 2> m_most;
  std::mutex m_mutex;
  std::condition_variable m_done;
  std::list<Line*> m_lines; ///< first to be served first
};

} // namespace meridian::transfer
