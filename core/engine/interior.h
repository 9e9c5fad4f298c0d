// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/board.h"
#include "engine/engine.h"
#include "engine/job.h"
#include "engine/ledger.h"
#include "engine/services.h"
#include "engine/workshop.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace meridian::engine {

/// What an Engine is made of, in the order in which it is made; destroyed the other way round.
struct Engine::Interior {
  Interior(Parts parts, Fleet fleet_at_start, std::filesystem::path file);
  ~Interior();

  void tick(std::stop_token stop);
  void publish(bool second);
  void hearWishes();
  void ended(const std::string& job);
  void markChanged();
  void applyFleet(Fleet changed);
  [[nodiscard]] base::Result<void> followFleet(); ///< the services do
  [[nodiscard]] std::shared_ptr<Services> runningServices() const;
  void stopServices();
  [[nodiscard]] std::vector<std::shared_ptr<Job>> running() const;
  [[nodiscard]] std::shared_ptr<Job> find(std::string_view id) const;
  [[nodiscard]] std::string newId();
  /// Starts a job and writes nothing down of who wanted it.
  [[nodiscard]] base::Result<std::string> begin(JobRequest request);
  [[nodiscard]] base::Result<std::string> retry(const JobSummary& ended);
  [[nodiscard]] base::Result<void> command(std::string_view verb, std::string_view id, const std::function<void(Job&)>& order);
  void resumeOnce(const ports::JobRecord& left); ///< goes on with a job whose rule is not of the fleet
  /// Reads what was done in the last two days, once; blocks until it is known. For questions; the board shows what it has.
  void recall();

  Workshop workshop;
  Ledger ledger{workshop.parts};
  Board board{workshop.parts};
  const std::filesystem::path fleet_file;

  std::mutex start_mutex; ///< one start at a time: looking for a running job of the rule and adding one belong together
  mutable std::mutex mutex;
  std::condition_variable_any wake;
  bool dirty = true;
  std::shared_ptr<const Fleet> fleet;
  std::shared_ptr<const Snapshot> snapshot = std::make_shared<Snapshot>();
  std::uint64_t last_event = 0; ///< as publish() last saw it, with so many lines told until then
  std::optional<std::uint64_t> told_seen;
  std::vector<std::shared_ptr<Job>> jobs; ///< of this engine's life, oldest first; ended ones stay until pruned
  std::uint64_t jobs_made = 0;
  std::atomic<std::size_t> jobs_ended{0};
  std::shared_ptr<Services> services;        ///< may be null

  std::mutex subscribers_mutex;
  std::shared_ptr<std::map<std::uint64_t, std::function<void()>>> subscribers =
      std::make_shared<std::map<std::uint64_t, std::function<void()>>>();
  std::uint64_t subscribers_made = 0;

  void endPromotions(); ///< of an earlier life, in the background
  bool recall(std::size_t most); ///< the newest; true: that was all
  const base::Timestamp born;    ///< what is older was done by an earlier life
  std::once_flag recalled;

  base::ThreadPool job_threads{"job", 4};
  std::stop_source leaving;
  base::ThreadPool recovery_threads{"recover", 1};
  std::jthread ticker;
};

} // namespace meridian::engine
