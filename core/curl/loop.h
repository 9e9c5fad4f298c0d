// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "curl/client.h"
#include "curl/poller.h"
#include "curl/transfer.h"

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace meridian::curl {

/// The thread `http`: owns the multi handles and every easy handle. The public methods only leave a command
/// and wake it; any thread.
class Client::Loop {
public:
  Loop();
  ~Loop();

  void start(std::shared_ptr<Transfer> transfer);
  void cancel(std::shared_ptr<Transfer> transfer); ///< forgets it; nobody waits for it any more
  void resume(std::shared_ptr<Transfer> transfer, Transfer::Resume direction);
  [[nodiscard]] std::shared_ptr<BlockPool> pool() const { return m_pool; }

private:
  enum class Verb { Start, Cancel, ResumeReceiving, ResumeSending, Quit };
  struct Command {
    Verb verb;
    std::shared_ptr<Transfer> transfer;
  };
  /// Requests to one origin: how many run, who waits.
  struct Lane {
    int running = 0;
    std::deque<std::shared_ptr<Transfer>> waiting;
  };

  void post(Command command);
  void run();
  bool obey(); ///< false: quit
  void admit(const std::string& lane);
  void begin(std::shared_ptr<Transfer> transfer);
  [[nodiscard]] base::Result<void> launch(const std::shared_ptr<Transfer>& transfer);
  /// Once more on another connection; false when there is no way left. `code`: CURLcode.
  [[nodiscard]] bool relaunch(const std::shared_ptr<Transfer>& transfer, int code);
  void end(const std::shared_ptr<Transfer>& transfer, Easy* easy, std::optional<base::Error> error);
  void refuse(const std::shared_ptr<Transfer>& transfer,
              base::Error error); ///< one that could not be launched
  void release(Easy* easy);
  void leaveLane(const std::string& name);
  void reap();
  void tell();
  void checkStalls();
  void checkWays(SteadyClock::time_point now);
  [[nodiscard]] std::chrono::milliseconds pause() const;

  std::mutex m_mutex;
  std::vector<Command> m_commands;

  // The rest belongs to the thread.
  // Each multi handle has connections of its own. Where HTTP/2 is possible, requests share one; blobs and
  // plain HTTP have one each. In one pool, curl would give a small request the warm connection that an upload
  // is about to use, and would stop to share after the first HTTP/1.1 answer of that host.
  Poller m_poller;
  void* m_sharing; ///< CURLM
  void* m_single;  ///< CURLM
  void* m_share;   ///< CURLSH
  std::shared_ptr<BlockPool> m_pool = std::make_shared<BlockPool>();
  std::unordered_map<std::string, Lane> m_lanes;
  QuicOrigins m_quic;
  std::unordered_map<Transfer*, std::shared_ptr<Transfer>> m_running;
  std::vector<std::shared_ptr<Transfer>> m_touched; ///< have something to tell their callers
  std::vector<Easy*> m_idle;
  std::vector<Command> m_taken;
  SteadyClock::time_point m_stalls_checked{};
  std::thread m_thread; ///< last: starts when all the rest is there
};

} // namespace meridian::curl
