// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::ports {

/// One thing that somebody did with Meridian: who, what, to what, when, and how it ended. Never a secret.
struct ActionRecord {
  std::uint64_t seq = 0; ///< given by the log, rising
  base::Timestamp time{};
  std::string actor;   ///< "anna@desk with meridian", "schedule", "webhook fra"
  std::string verb;    ///< stable: "job.start", "job.cancel", "fleet.change", "credential.set" ...
  std::string subject; ///< "rule base", "job 2026...", "region tyo"
  std::string detail;  ///< what exactly, in words: "targets tyo, sjc; 3 tags"
  std::string problem; ///< why it was refused; empty: it was done
};

/// The audit trail. Any thread; a record is durable when put() returns. Errors as those of StateStore.
class ActionLog {
public:
  virtual ~ActionLog() = default;
  /// `seq` is ignored.
  [[nodiscard]] virtual base::Result<void> putAction(const ActionRecord& action) = 0;
  /// Newest first, only those before `before_seq` (0: all), at most `limit`.
  [[nodiscard]] virtual base::Result<std::vector<ActionRecord>> actions(std::uint64_t before_seq, std::size_t limit) = 0;
  /// Keeps the newest `count`.
  [[nodiscard]] virtual base::Result<void> pruneActions(std::size_t count) = 0;
};

} // namespace meridian::ports
