// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace meridian::schedule {

/// From `at` on, a zone's clocks are `offset` ahead of UTC.
struct OffsetChange {
  std::chrono::sys_seconds at;
  std::chrono::seconds offset{0};
};

/// A zone's rule for all years, as the environment variable TZ writes it (POSIX.1-2017 section 8.3, with the
/// hours -167 to 167 of RFC 8536 section 3.3.1): "CET-1CEST,M3.5.0,M10.5.0/3". A value.
class PosixRule {
public:
  /// nullopt for what is no rule.
  [[nodiscard]] static std::optional<PosixRule> parse(std::string_view text);

  [[nodiscard]] std::chrono::seconds offsetAt(std::chrono::sys_seconds when) const;
  /// The first change after `when`; nullopt where clocks never change.
  [[nodiscard]] std::optional<OffsetChange> nextChange(std::chrono::sys_seconds when) const;

private:
  /// A day of any year and a time on it.
  struct Moment {
    enum class Form { MonthWeekDay, NoLeapDay, DayOfYear } form = Form::MonthWeekDay;
    unsigned month = 1, week = 1, weekday = 0; ///< "M3.5.0"
    int day = 0;                               ///< "J60" (1 to 365) or "59" (0 to 365)
    std::chrono::seconds time{7200};           ///< local, may be on another day

    /// Local time as if it were UTC.
    [[nodiscard]] std::chrono::sys_seconds in(std::chrono::year year) const;
  };
  struct Summer {
    std::chrono::seconds offset{0};
    Moment begin, end;
  };
  class Reader;

  /// All changes of the years around `when`, in order.
  [[nodiscard]] std::vector<OffsetChange> around(std::chrono::sys_seconds when) const;

  std::chrono::seconds m_standard{0};
  std::optional<Summer> m_summer;
};

} // namespace meridian::schedule
