// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/job.h"
#include "engine/rate_meter.h"
#include "engine/snapshot.h"
#include "engine/work_memory.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace meridian::engine {

/// Turns what jobs and surveys report into snapshots. Locked by its owner's calls: every method is thread safe.
class Board {
public:
  Board(Parts& parts) : m_parts(parts) {}

  /// Notes of earlier runs, from the state store.
  void load(const Fleet& fleet);
  void note(const CheckNote& note);
  void note(AuditStatus status);
  /// Re-reads finished jobs; after each job and at the start.
  void refreshHistory();
  /// What became of a tag that was read from `from`.
  void worked(std::string_view from, const ports::OutcomeRecord& outcome) { m_work.add(from, outcome); }
  /// The figures are made anew for the next picture; else that waits until they are some seconds old.
  void refreshFigures();
  /// A registry has answered so fast; the shortest is kept.
  void sawRoundTrip(const std::string& region, std::chrono::microseconds time);
  [[nodiscard]] LineHistory history(std::string_view from, std::string_view to) const;

  /// A job ended: its counters are dropped, what they added stays.
  void forget(const std::string& job);
  /// What a job's promotion came to; conflicts are nowhere else.
  void note(const PromotionStatus& promotion);

  /// Samples the running jobs' counters. `second`: a whole second has passed, histories move on.
  void sample(const std::vector<std::shared_ptr<Job>>& running, bool second);
  /// True while a rate or a history still shows something else than silence.
  [[nodiscard]] bool moving() const;

  [[nodiscard]] std::shared_ptr<const Snapshot> picture(std::shared_ptr<const Fleet> fleet,
                                                        const std::vector<std::shared_ptr<Job>>& running,
                                                        const Roads& roads, std::uint64_t last_event);

private:
  struct Meter {
    RateMeter rate;
    std::uint64_t total = 0;
    std::map<std::string, std::uint64_t> by_job;
    void set(const std::string& job, std::uint64_t value);
  };
  struct Pulse {
    Meter in, out;
    std::vector<float> history;
  };
  struct LinkPulse {
    Meter meter;
    std::size_t transfers = 0, waiting = 0;
    bool active = false;
    std::vector<float> history;
  };
  [[nodiscard]] RegionStatus status(const Region& region, const Fleet& fleet) const;
  void addPromotions(Snapshot& snapshot, const std::vector<std::shared_ptr<Job>>& running) const;
  void addJobs(Snapshot& snapshot, const std::vector<std::shared_ptr<Job>>& running);
  void addFigures(Snapshot& snapshot) const;
  // board_links.cpp
  void countWork();
  void keepShortest(const std::string& region, std::chrono::microseconds time); ///< under the lock
  void addLinks(Snapshot& snapshot, const std::vector<std::shared_ptr<Job>>& running) const;
  [[nodiscard]] LinkStatus link(const std::string& from, const std::string& to) const;

  Parts& m_parts;
  mutable std::mutex m_mutex;
  std::uint64_t m_revision = 0;
  std::map<std::pair<std::string, std::string>, CheckNote> m_notes; ///< by (target, rule)
  std::map<std::string, base::Timestamp> m_last_in_sync;            ///< by region
  std::map<std::string, Pulse> m_pulses;                            ///< by region
  std::map<std::pair<std::string, std::string>, LinkPulse> m_links; ///< by (from, to)
  std::map<std::string, std::chrono::microseconds, std::less<>> m_round_trips; ///< by region
  WorkMemory m_work;
  std::map<WorkMemory::Ends, WorkMemory::Line> m_lines; ///< as counted at m_counted
  std::uint64_t m_work_counted = 0;                      ///< revision of m_work
  std::chrono::steady_clock::time_point m_counted{};
  bool m_count_now = true;
  std::map<std::string, RateMeter> m_job_rates;
  std::vector<float> m_throughput;
  double m_peak = 0;
  std::vector<JobStatus> m_finished;
  std::map<std::string, PromotionStatus> m_promotions; ///< the newest by rule, of jobs that have ended
  Figures m_figures;
  std::map<std::string, AuditStatus> m_audits; ///< by rule
};

} // namespace meridian::engine
