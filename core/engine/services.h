// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "engine/errands.h"
#include "engine/intake.h"
#include "engine/timetable.h"
#include "ports/state_store.h"
#include "schedule/bell.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace meridian::engine {

/// What an engine does without being asked: runs schedules, polls and audits, listens for webhooks, and
/// starts one job of a rule at a time for all of them. Only where a program keeps running.
class Services {
public:
  /// What the services stand on; all of it outlives them, and may be called from any thread.
  struct Ground {
    base::Clock& clock;
    ports::StateStore& state;
    ports::SecretStore* secrets; ///< may be null
    /// Makes a listener; may be empty: no webhooks.
    std::function<std::unique_ptr<ports::HttpServer>()> http_server;
    /// AlreadyExists: the rule runs; jobEnded() will be told.
    std::function<base::Result<std::string>(JobRequest)> start;
    std::function<void(std::string_view job, bool on)> pause;
    /// How many tags an ended job has copied.
    std::function<std::uint64_t(std::string_view job)> copied;
    std::function<void(std::string_view level, std::string text)> tell;
  };

  explicit Services(Ground ground);
  ~Services() { stop(); }

  /// Begins with a fleet. Errors of the listener: the schedules run all the same.
  [[nodiscard]] base::Result<void> start(std::shared_ptr<const Fleet> fleet);
  /// Ends the listener and the thread: no job is started after it, and no request answered.
  void stop();
  /// Another fleet; the listener moves where it has to, and begins anew where its certificate was renewed.
  /// Errors as start().
  [[nodiscard]] base::Result<void> follow(std::shared_ptr<const Fleet> fleet);
  /// A tag of a rule ("repository:tag") may have moved: soon, in a window and when the rule is free, a sync
  /// looks. Not at once: distribution tells of a push before the tag points to it. When nothing was found to
  /// copy, it is looked again twice, some seconds later.
  void want(std::string_view rule, std::string ref, std::string_view cause);
  /// A run that was interrupted is made up for.
  void resume(const ports::JobRecord& interrupted);
  /// An audit of a rule, when it is free.
  void audit(std::string_view rule, std::string_view cause);
  /// Called when a job has ended, whoever started it.
  void jobEnded(std::string_view job);
  /// Where the listener is; 0: there is none.
  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] Intake::Counts counts() const { return m_intake.counts(); }

private:
  /// A job that we started and that has not ended.
  struct Running {
    std::string job;
    JobRequest request;
    bool held = false; ///< by the end of a window
  };
  /// A tag that is to be looked at when the time has come.
  struct Look {
    std::string rule, ref, cause;
    std::size_t tries = 0; ///< before this one
  };

  void run(std::stop_token stop);
  void takeTurns(base::Timestamp now);
  void takeLooks();
  void lookAgain(const Running& ended);
  void startWhatMay(base::Timestamp now);
  void holdOutsideOfWindows(base::Timestamp now);
  void wake();
  [[nodiscard]] base::Result<void> listen(const Webhooks& webhooks);

  const Ground m_ground;
  schedule::TimeZones m_zones;
  Intake m_intake;

  mutable std::mutex m_mutex;
  schedule::Bell m_bell;
  bool m_news = false; ///< since the thread looked
  Timetable m_timetable{m_zones};
  Errands m_errands;
  std::map<std::string, Running, std::less<>> m_running; ///< by rule
  std::multimap<std::chrono::steady_clock::time_point, Look> m_looks;
  std::map<std::pair<std::string, std::string>, std::size_t>
      m_tries;                      ///< by rule and tag, of what a job looks at now
  std::vector<std::string> m_ended; ///< jobs, since the last one was started: it may be quick

  mutable std::mutex m_listen_mutex;
  std::unique_ptr<ports::HttpServer> m_server;
  Webhooks m_heard;    ///< what it was started with
  std::string m_stamp; ///< of its certificate and key
  std::uint16_t m_port = 0;
  std::jthread m_thread;
};

} // namespace meridian::engine
