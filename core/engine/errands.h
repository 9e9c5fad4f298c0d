// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/answers.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::engine {

/// What waits to be started: one sync and one audit per rule at most, however many events and turns ask for
/// them. What is asked for while the rule runs is gathered here and starts as one job when that has ended.
/// Bookkeeping; its owner locks.
class Errands {
public:
  /// One tag ("repository:tag"). `cause`: who asks, for the job's story.
  void addTag(std::string_view rule, std::string ref, std::string_view cause);
  /// Everything that the rule selects; holds whatever tags were asked for.
  void addAll(std::string_view rule, std::string_view cause, JobKind kind = JobKind::Sync);
  void addAudit(std::string_view rule, std::string_view cause);
  /// Rules that the fleet no longer has are forgotten.
  void keepOnly(const std::set<std::string, std::less<>>& rules);

  /// Rules that want something.
  [[nodiscard]] std::vector<std::string> rules() const;
  /// The next job of a rule: its sync, unless `open` is false, then its audit. nullopt: nothing that may
  /// start now.
  [[nodiscard]] std::optional<JobRequest> next(std::string_view rule, bool open) const;
  /// That job has started.
  void taken(const JobRequest& request);
  [[nodiscard]] bool empty() const { return m_wishes.empty(); }

private:
  struct Wish {
    std::set<std::string> tags;
    bool all = false;
    bool audit = false;
    JobKind kind = JobKind::Sync;
    std::string cause; ///< of the sync: the first who asked
    std::string audit_cause;
  };
  std::map<std::string, Wish, std::less<>> m_wishes;
};

} // namespace meridian::engine
