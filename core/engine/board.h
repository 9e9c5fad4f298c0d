// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/job.h"
#include "engine/rate_meter.h"
#include "engine/snapshot.h"

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
  /// Re-reads finished jobs and the figures that come from them; after each job and at the start.
  void refreshHistory();

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
                                                        const Roads& roads);

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
    std::size_t transfers = 0;
    bool active = false;
  };
  [[nodiscard]] RegionStatus status(const Region& region, const Fleet& fleet) const;
  void addPromotions(Snapshot& snapshot, const std::vector<std::shared_ptr<Job>>& running) const;
  void addJobs(Snapshot& snapshot, const std::vector<std::shared_ptr<Job>>& running);
  void addFigures(Snapshot& snapshot) const;

  Parts& m_parts;
  mutable std::mutex m_mutex;
  std::uint64_t m_revision = 0;
  std::map<std::pair<std::string, std::string>, CheckNote> m_notes; ///< by (target, rule)
  std::map<std::string, base::Timestamp> m_last_in_sync;            ///< by region
  std::map<std::string, Pulse> m_pulses;                            ///< by region
  std::map<std::pair<std::string, std::string>, LinkPulse> m_links; ///< by (from, to)
  std::map<std::string, RateMeter> m_job_rates;
  std::vector<float> m_throughput;
  double m_peak = 0;
  std::vector<JobStatus> m_finished;
  std::map<std::string, PromotionStatus> m_promotions; ///< the newest by rule, of jobs that have ended
  Figures m_figures;
  std::map<std::string, AuditStatus> m_audits; ///< by rule
};

} // namespace meridian::engine
