// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/retry_policy.h"
#include "base/thread_pool.h"
#include "ports/gate.h"
#include "ports/registry.h"
#include "transfer/assembly.h"
#include "transfer/flow_count.h"

#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace meridian::transfer {

struct FlowOptions {
  FlowCount::Limits count;
  /// A range that got no byte for so long is cut and asked for on a new connection: after a break TCP would wait up
  /// to as long again as the break took.
  std::chrono::milliseconds stall{4'000};
  base::Seconds patience{600};        ///< without one new byte of a blob, before it is given up
  base::Seconds patience_refused{60}; ///< the same while nothing listens there
  base::RetryPolicy retry;            ///< its pauses; attempts do not count, patience does
};

/// Takes blobs from one source as ranges over several connections at once, all blobs sharing the connections, the
/// blob that came first going first. Cuts cost what was not yet in the spool and nothing else. How many connections
/// there are follows the line (FlowCount). Any thread.
class Flows {
public:
  /// `threads` needs count.most of them. `gate` may be null.
  Flows(ports::Registry& source, base::ThreadPool& threads, base::Clock& clock, FlowOptions options,
        ports::ByteGate* gate);
  ~Flows();
  Flows(const Flows&) = delete;
  Flows& operator=(const Flows&) = delete;

  struct Watch {
    std::function<void(base::ByteCount)> read;  ///< bytes that arrived; may be empty
    std::function<void(std::string)> waiting;   ///< why nothing moves; empty text: it moves again; may be empty
  };
  /// Fetches all that `assembly` misses; does not finish() it. Blocks. Unsupported: the source knows no ranges (what
  /// was got stays). Errors of the spool (DiskFull, IoFailed) come back as they are.
  [[nodiscard]] base::Result<void> pull(std::string_view repository, const oci::Descriptor& blob, Assembly& assembly,
                                        const Watch& watch, std::stop_token stop);

  /// What was learnt of the line, to start with next time.
  [[nodiscard]] FlowCount::Learned learned() const;

private:
  using Time = std::chrono::steady_clock::time_point;
  struct Pull;
  struct Flight;
  class Sink;

  [[nodiscard]] int wanted() const;
  [[nodiscard]] int allowed() const;
  void launch();
  void prepareNext(Flight& flight);
  void fly();
  [[nodiscard]] std::shared_ptr<Flight> claim();
  [[nodiscard]] Flight* straggler() const;
  [[nodiscard]] std::shared_ptr<Flight> takeOver();
  void land(const std::shared_ptr<Flight>& flight, const base::Result<void>& result);
  void judge(const Flight& flight, const base::Error& error);
  void watchOver();
  [[nodiscard]] bool claimable() const;

  ports::Registry& m_source;
  base::ThreadPool& m_threads;
  base::Clock& m_clock;
  const FlowOptions m_options;
  ports::ByteGate* const m_gate;

  mutable std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::list<Pull*> m_pulls; ///< in the order in which they came
  std::list<std::shared_ptr<Flight>> m_flights;
  FlowCount m_count;
  int m_active = 0;
  int m_ending = 0; ///< flights whose successors may be under way
  std::uint64_t m_bytes = 0;
  std::uint64_t m_asked = 0; ///< of all pulls so far
};

} // namespace meridian::transfer
