// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attach/greeting.h"
#include "base/thread_pool.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>

namespace meridian::attach {

/// One process that uses the engine: hear() reads what it asks and speak() writes what it gets, each on a thread of its
/// own, until the stream ends. Snapshots that come faster than the stream takes them are passed over.
class Visit : public std::enable_shared_from_this<Visit> {
public:
  Visit(engine::AnyEngine& engine, const Identity& self, std::unique_ptr<ports::ByteStream> stream, base::ThreadPool& questions);
  ~Visit();

  void hear();
  void speak();
  void changed(); ///< the engine has a new snapshot
  void end();     ///< says goodbye, as far as there is time; any thread
  void cut() { m_stream->close(); } ///< the stream ends at once; any thread
  [[nodiscard]] bool over() const { return m_over; }

private:
  void take(const std::string& message);
  void put(std::uint64_t id, const std::string& question, const std::string& arguments);
  void say(std::string message);
  void finish();

  engine::AnyEngine& m_engine;
  const Identity m_self;
  const std::unique_ptr<ports::ByteStream> m_stream;
  base::ThreadPool& m_questions;
  std::string m_actor; ///< who asks, for the audit trail

  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::deque<std::string> m_out;
  bool m_watches = false, m_dirty = false, m_leaving = false, m_done = false;
  std::map<std::uint64_t, std::stop_source> m_open;
  std::atomic<bool> m_over = false;
};

} // namespace meridian::attach
