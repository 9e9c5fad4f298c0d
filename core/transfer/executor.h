// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/thread_pool.h"
#include "plan/plan.h"
#include "ports/registry.h"
#include "transfer/blob_relay.h"
#include "transfer/ends.h"
#include "transfer/progress.h"
#include "transfer/slots.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace meridian::transfer {

/// Runs a plan: blobs in parallel, and for each tag, when its blobs are there, manifests children first and the tag
/// last, so that no reader ever sees a tag whose content is not there.
class Executor {
public:
  /// How a tag step ended; called from a transfer thread.
  using StepDone = std::function<void(std::size_t step, const base::Result<void>&)>;

  struct Threads {
    base::ThreadPool& workers; ///< one task per tag step
    base::ThreadPool& writers; ///< as many free threads as there are slots times targets
    Slots& places;             ///< for the blobs
  };

  Executor(const plan::Plan& plan, Ends ends, Threads threads, base::Clock& clock, Progress& progress,
           StepDone step_done);

  /// Blocks until all steps ended: done, failed or cancelled. Failures are told through step_done; a tag that the
  /// source moved meanwhile is not written and ends with TagMoved. Called once.
  void run(std::stop_token stop);
  /// This run's blobs go before those of all others. Any thread.
  void moveToTop() { m_line.moveToTop(); }
  /// Starts no further blob while on; what is under way is the byte gates' to hold. Any thread.
  void hold(bool on);

private:
  struct Step {
    std::size_t open = 0; ///< blobs that are not there yet, and tags of its children that are not set yet
    std::vector<std::size_t> followers; ///< steps that wait for this one to end
    std::optional<base::Error> failed;
    bool ended = false;
  };
  using Place = std::pair<std::size_t, std::string>; ///< target, repository
  struct ManifestState {
    bool there = false;
    bool writing = false;
    unsigned named = 0; ///< writes under way of manifests that name this one as a child
  };

  void delivered(std::size_t target, const std::string& repository, const oci::Digest& blob,
                 const base::Result<void>& result);
  void ready(std::size_t step);
  void start(std::size_t step);
  void finish(std::size_t step);
  [[nodiscard]] base::Result<void> publish(const plan::TagStep& step);
  /// `tag` empty: by digest, and only if no other step of this run has done so.
  [[nodiscard]] base::Result<void> write(const plan::TagStep& step, const oci::Manifest& manifest, const std::string& tag);
  void end(std::size_t step, const base::Result<void>& result);
  void lose(std::size_t target, const base::Error& error);
  [[nodiscard]] std::optional<base::Error> lost(std::size_t target);
  void relay(const plan::BlobTransfer& transfer);
  [[nodiscard]] base::Result<void> checkSource(const plan::TagStep& step);

  const plan::Plan& m_plan;
  Ends m_ends;
  Threads m_threads;
  base::Clock& m_clock;
  Progress& m_progress;
  StepDone m_step_done;
  base::TaskGroup m_tasks;
  Slots::Line m_line;
  std::stop_token m_stop;
  std::mutex m_mutex;
  std::vector<Step> m_steps;
  bool m_held = false;
  std::vector<std::size_t> m_deferred; ///< steps that became ready while held
  std::condition_variable m_let_go;
  std::mutex m_hold_mutex; ///< one hold() at a time, so that the one that a cancel brings is the last
  std::map<std::pair<Place, oci::Digest>, std::vector<std::size_t>> m_waiting;
  std::map<std::pair<Place, oci::Digest>, ManifestState> m_manifests;
  std::condition_variable_any m_written;
  struct SourceLook {
    std::chrono::steady_clock::time_point time;
    std::optional<oci::Digest> digest; ///< nullopt: the tag is gone
  };
  std::map<std::string, SourceLook> m_looks; ///< by ref: one look serves the targets that finish together
  std::vector<std::optional<base::Error>> m_lost; ///< by target: a reason that no retry mends
};

} // namespace meridian::transfer
