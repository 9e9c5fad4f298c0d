// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/figures.h"
#include "engine/line_history.h"

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace meridian::engine {

/// What was copied and what failed in the last 48 hours, small enough to stay in memory: the figures of the overview and
/// of each link are made of it, so that nothing asks the database while jobs run. Any thread.
class WorkMemory {
public:
  static constexpr std::chrono::hours kSpan{48};

  /// What became of a tag, read from region `from` (empty: not known). Without a target: the source failed.
  void add(std::string_view from, const ports::OutcomeRecord& outcome);
  /// What is older than kSpan, and more than fits, is dropped.
  void forget(base::Timestamp now);
  /// Rises with what is added.
  [[nodiscard]] std::uint64_t revision() const;

  [[nodiscard]] WorkFigures figures(base::Timestamp now) const;
  struct Line {
    std::size_t copied = 0, failed = 0; ///< images, last 24 h
    std::optional<double> p95;
  };
  using Ends = std::pair<std::string, std::string>; ///< from, to
  [[nodiscard]] std::map<Ends, Line> lines(base::Timestamp now) const;
  /// `from` empty: from all sources.
  [[nodiscard]] LineHistory history(std::string_view from, std::string_view to, base::Timestamp now) const;

private:
  std::uint32_t lineOf(Ends ends);

  mutable std::mutex m_mutex;
  std::uint64_t m_revision = 0;
  std::vector<Ends> m_ends; ///< by line
  std::map<Ends, std::uint32_t> m_lines;
  std::vector<Work> m_work;
  struct Failed {
    std::uint32_t line = 0;
    LineHistory::Failure what;
  };
  std::deque<Failed> m_failed; ///< with their words, in order of arrival
};

} // namespace meridian::engine
