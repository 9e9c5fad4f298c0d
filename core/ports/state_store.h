// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meridian::ports {

enum class JobState { Queued, Running, Succeeded, Partial, Failed, Cancelled, Interrupted };
/// "queued" ... as in --json and the database.
[[nodiscard]] constexpr std::string_view name(JobState state) {
  constexpr std::string_view kNames[] = {"queued", "running",   "succeeded",  "partial",
                                         "failed", "cancelled", "interrupted"};
  return kNames[static_cast<int>(state)];
}
/// The state of that name; nullopt for other words.
[[nodiscard]] constexpr std::optional<JobState> jobState(std::string_view text) {
  for (int i = 0; i <= static_cast<int>(JobState::Interrupted); ++i)
    if (name(static_cast<JobState>(i)) == text) return static_cast<JobState>(i);
  return std::nullopt;
}

/// One job as it is remembered. Bytes as in the command line contract.
struct JobRecord {
  std::string id; ///< sortable by creation, unique: "20261122T091200Z-4f3a"
  std::string rule;
  JobState state = JobState::Queued;
  base::Timestamp created{};
  base::Timestamp started{};
  base::Timestamp finished{};
  std::uint64_t tags_matched = 0, tags_copied = 0, tags_unchanged = 0, tags_failed = 0;
  base::ByteCount bytes_total, read, written, mounted, skipped, resumed;
  std::uint64_t source_requests = 0, target_requests = 0;
  std::string error; ///< first failure in words; empty when none
  std::string kind = "sync"; ///< what it did
};

/// What became of one tag at one target in one job.
struct OutcomeRecord {
  std::string job;
  std::string target; ///< region id
  std::string ref;    ///< "app/web:1.2"
  std::string digest;
  /// "copied", "unchanged", "failed", "cancelled"; "deleted" and "refused" (a delete that was not possible), "restored".
  std::string result;
  base::ByteCount bytes;
  base::Seconds seconds{0};
  base::Timestamp finished{};
  std::string error_code, error_message;
  int http_status = 0;
  std::string registry_code;
  std::int64_t retry_after = 0; ///< s
};

/// A line of a job's story.
struct EventRecord {
  std::uint64_t seq = 0; ///< given by the store, rising
  std::string job;       ///< may be empty
  base::Timestamp time{};
  std::string level;     ///< "info", "warning", "error"
  std::string text;
};

/// The state database. Any thread; writes are durable when the call returns. Errors: IoFailed, DiskFull, Busy
/// (another engine holds it), Internal.
class StateStore {
public:
  virtual ~StateStore() = default;

  /// Inserts or replaces by id.
  [[nodiscard]] virtual base::Result<void> putJob(const JobRecord& job) = 0;
  [[nodiscard]] virtual base::Result<std::optional<JobRecord>> job(std::string_view id) = 0;
  /// Newest first; `rule` empty = all.
  [[nodiscard]] virtual base::Result<std::vector<JobRecord>> jobs(std::string_view rule, std::size_t limit) = 0;
  /// Jobs left queued or running by a crash become Interrupted; returns them.
  [[nodiscard]] virtual base::Result<std::vector<JobRecord>> markInterrupted(base::Timestamp now) = 0;

  /// All or none; inserts or replaces by job, target and ref.
  [[nodiscard]] virtual base::Result<void> putOutcomes(const std::vector<OutcomeRecord>& outcomes) = 0;
  [[nodiscard]] virtual base::Result<std::vector<OutcomeRecord>> outcomes(std::string_view job) = 0;
  /// All that finished at or after `since`, oldest first, at most `limit` of the newest: the source of the figures.
  [[nodiscard]] virtual base::Result<std::vector<OutcomeRecord>> outcomesSince(base::Timestamp since,
                                                                               std::size_t limit) = 0;

  /// All or none; `seq` of the records is ignored.
  [[nodiscard]] virtual base::Result<void> putEvents(const std::vector<EventRecord>& events) = 0;
  /// The first `limit` after that one, oldest first; `job` empty = all, of jobs and of none.
  [[nodiscard]] virtual base::Result<std::vector<EventRecord>> events(std::string_view job, std::uint64_t after_seq,
                                                                      std::size_t limit) = 0;
  /// The number of the newest event there ever was; 0: there was none.
  [[nodiscard]] virtual base::Result<std::uint64_t> lastEvent() = 0;
  /// Small named values: a registry's profile, the last check of a region ... JSON text by convention. An empty value
  /// removes the name.
  [[nodiscard]] virtual base::Result<void> putFact(std::string_view key, std::string_view value) = 0;
  /// The same for many; all or none.
  [[nodiscard]] virtual base::Result<void> putFacts(const std::vector<std::pair<std::string, std::string>>& facts) = 0;
  [[nodiscard]] virtual base::Result<std::optional<std::string>> fact(std::string_view key) = 0;
  /// All whose names begin so, by name.
  [[nodiscard]] virtual base::Result<std::vector<std::pair<std::string, std::string>>> facts(std::string_view prefix) = 0;
  /// Keeps the newest `jobs` jobs with their events and outcomes; the rest goes, and so do events of no job that are
  /// older than the oldest job kept.
  [[nodiscard]] virtual base::Result<void> prune(std::size_t jobs) = 0;
};

} // namespace meridian::ports
