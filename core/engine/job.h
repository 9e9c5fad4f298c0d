// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/result.h"
#include "engine/engine.h"
#include "engine/survey.h"
#include "engine/workshop.h"
#include "promote/promoter.h"
#include "transfer/executor.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <mutex>
#include <stop_token>

namespace meridian::engine {

/// What one survey of a rule found at one target.
struct CheckNote {
  std::string rule;
  std::string target;
  std::size_t total = 0; ///< tags that the rule selects
  std::size_t equal = 0; ///< of these, same digest at the target
  base::Timestamp time{};
  std::optional<base::Error> problem;
};

/// A survey and the plan made from it, with the clients that it used.
struct Prepared {
  std::unique_ptr<ports::Registry> source;
  std::vector<std::unique_ptr<ports::Registry>> targets;
  plan::Plan plan;
};
/// Asks and plans; `noted` hears what was found at each target, `notice` why a registry is waited for, then and as long
/// as the clients live (may be empty).
[[nodiscard]] base::Result<Prepared> prepare(Workshop& workshop, const Fleet& fleet, const JobRequest& request,
                                             const std::function<void(const CheckNote&)>& noted,
                                             const std::function<void(std::string)>& notice, std::stop_token stop);

/// Adds to a plan over the whole rule what would become of tags that the source no longer has. Writes nothing.
[[nodiscard]] base::Result<void> foreseeDeletes(Workshop& workshop, const plan::Rule& rule, Prepared& prepared,
                                                std::stop_token stop);

/// One sync from its start to its end: planned, run, remembered. run() is called once, on a job thread.
class Job {
public:
  Job(Workshop& workshop, std::shared_ptr<const Fleet> fleet, JobRequest request, std::string id,
      std::function<void(const CheckNote&)> noted);

  void run();
  /// Any thread. The state becomes Cancelled once all threads have let go.
  void cancel() { m_stop.request_stop(); }
  /// The engine goes away: like cancel, but remembered as Interrupted, so that the next sync completes it.
  void interrupt();
  /// False when the stop token ended the wait.
  [[nodiscard]] bool wait(std::stop_token stop);

  [[nodiscard]] JobStatus status() const; ///< rate and time left are the caller's to add
  [[nodiscard]] std::vector<ImageStatus> images() const;
  [[nodiscard]] std::vector<BlobStatus> blobs() const;
  void moveToTop();
  void pause(bool on);
  [[nodiscard]] const JobRequest& request() const { return m_request; }
  [[nodiscard]] const std::string& id() const { return m_id; }
  [[nodiscard]] bool ended() const;
  /// Bytes so far: written by target id, and read from the source.
  struct Flow {
    std::string source;
    std::uint64_t read = 0;
    std::vector<std::pair<std::string, std::uint64_t>> written;
    std::vector<std::uint32_t> transfers;
    std::vector<std::uint32_t> queued; ///< blobs that wait, by target; only where asked for
    std::map<std::string, std::chrono::microseconds> round_trips; ///< by region, as seen by this job
  };
  [[nodiscard]] Flow flow(bool with_queue = false) const;
  /// nullopt: this job promotes nothing.
  [[nodiscard]] std::optional<PromotionStatus> promotion() const;

private:
  [[nodiscard]] base::Result<void> work();
  [[nodiscard]] base::Result<void> sync();
  [[nodiscard]] base::Result<void> round(const JobRequest& request, bool last);
  void execute(const Prepared& prepared);
  // job_promote.cpp
  bool holdRelease(const plan::Plan& plan);
  [[nodiscard]] base::Result<void> promote(const Prepared& prepared); ///< what was staged
  [[nodiscard]] base::Result<void> rollback();
  [[nodiscard]] bool isStaged() const;
  void awaitTargets();
  using Steps = std::map<std::pair<std::string, std::string>, std::size_t>; ///< by target and ref: index into the plan
  void settle(const Prepared& prepared, const Steps& steps, const promote::Report& report);
  [[nodiscard]] promote::Hooks promotionHooks(const std::string& group);
  // job_audit.cpp
  struct Look { ///< at all regions
    std::map<std::string, oci::Digest> tags; ///< by ref, as targets shall have them
    std::map<std::string, oci::Digest> originals; ///< what the source has, where it is another one
    std::map<oci::Digest, plan::ManifestPtr> made; ///< by us, with others
    audit::Result result;
  };
  [[nodiscard]] base::Result<void> audit();
  [[nodiscard]] base::Result<Look> look(const JobRequest& request, const std::set<oci::Digest>& suspects);
  void settleAudit(const audit::Result& result);
  void addLook(JobStatus& status) const; ///< under the lock
  // job_repair.cpp
  using Reasons = std::map<std::pair<std::string, std::string>, std::string>; ///< region and ref: why it failed
  [[nodiscard]] base::Result<void> repair(Look& found);
  [[nodiscard]] base::Result<void> pushAgain(const Look& found, Reasons& reasons);
  void noteReasons(Reasons& reasons) const;
  void begin(std::shared_ptr<const Prepared> prepared, bool last); ///< its steps are what is copied now
  // job_deletes.cpp
  [[nodiscard]] base::Result<void> propagateDeletes(); ///< after a round over the whole rule
  [[nodiscard]] base::Result<void> restore();
  void stepDone(const Prepared& prepared, std::size_t step, const base::Result<void>& result);
  void recordPlanned(const plan::Plan& plan);
  void rememberMounts(const plan::Plan& plan);
  void rememberTags(const plan::Plan& plan);
  void countTags(const plan::Plan& plan);
  void settleTags();
  void waits(std::string why);
  void noteResults(const plan::Plan& plan);
  void countTraffic(const Prepared& prepared);
  void conclude(const base::Result<void>& result);
  void addOutcome(ports::OutcomeRecord outcome, const base::Error* error);
  void save();

  Workshop& m_workshop;
  const std::shared_ptr<const Fleet> m_fleet;
  const JobRequest m_request;
  const std::string m_id;
  const std::function<void(const CheckNote&)> m_noted;
  std::stop_source m_stop;
  std::stop_source m_halt; ///< the process goes away: what a cancel would put back is left to the next start

  mutable std::mutex m_mutex;
  std::condition_variable_any m_changed;
  ports::JobRecord m_record;
  JobPhase m_phase = JobPhase::Waiting;
  bool m_interrupted = false;
  std::vector<std::string> m_targets;
  std::shared_ptr<const Prepared> m_prepared; ///< while and after copying
  std::unique_ptr<transfer::Progress> m_progress;
  std::vector<char> m_step_copied;            ///< by step
  std::set<std::pair<std::size_t, std::string>> m_staged; ///< target and ref: there by digest, not yet under the tag
  std::vector<ports::OutcomeRecord> m_outcomes; ///< not yet saved
  std::size_t m_problems = 0;
  bool m_counted = false; ///< the round's traffic stands in m_record already
  std::string m_waiting; ///< while planning; while copying the progress has it
  const std::shared_ptr<schedule::PauseGate> m_pause = std::make_shared<schedule::PauseGate>();
  transfer::Executor* m_executor = nullptr; ///< while it runs
  bool m_top = false;                       ///< asked to go first
  bool m_last_round = true;
  std::shared_ptr<audit::Progress> m_look;  ///< of an audit
  std::size_t m_looked_tags = 0;            ///< in that look: tags times regions
  bool m_some_right = false;                ///< an audit found a tag that is right
  std::set<std::string> m_moved;            ///< refs that the source moved in this round
  std::set<std::string> m_copied, m_failed, m_left_out; ///< refs, over all rounds
  bool m_all_failed = false;
  std::map<std::string, promote::Report> m_promotions; ///< by group
  std::atomic<std::size_t> m_groups_made{0};
  base::Timestamp m_promotion_changed{};
  base::Timestamp m_waiting_until{}; ///< for a target before staging; zero: nobody is waited for
  std::map<std::string, CheckNote> m_notes; ///< by target, over all rounds
};

} // namespace meridian::engine
