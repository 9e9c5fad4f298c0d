// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "schedule/time_zone.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace meridian::schedule {

/// When something runs again and again: a cron expression of five fields, "minute hour day-of-month month
/// day-of-week", as crontab(5) of Vixie cron has them. A field is `*`, numbers, ranges (1-5), steps (*/15,
/// 8-18/2; 5/15 is 5-59/15), lists of these; months and days of the week by their first three letters too; 0
/// and 7 are Sunday. @hourly, @daily (@midnight), @weekly, @monthly, @yearly (@annually). Where both day
/// fields are restricted (neither begins with `*`), a day that fits one of them is enough.
///
/// When clocks are set, as Vixie cron does it: a time that is skipped runs at the first instant after the
/// gap, once; a time that comes twice runs the first time only. An expression with every minute or every
/// hour, or a step over them, keeps its real interval instead: nothing is made up for, nothing is left out.
///
/// A value; any thread; no input or output.
class Cron {
public:
  /// ParseFailed, naming the field and what it may hold.
  [[nodiscard]] static base::Result<Cron> parse(std::string_view text);

  /// The first time after `after`, to the second, by the clocks of `zone`. nullopt for days that never come
  /// (30 February), after 44 years of looking: 29 February on one day of the week can take 40. Also before
  /// 1900 and after 9000.
  [[nodiscard]] std::optional<base::Timestamp> next(base::Timestamp after, const TimeZone& zone) const;

  /// For people, without the zone: "every day at 02:00", "every 15 minutes", "on mon, wed at 08:30"; the
  /// expression itself where it has no short words.
  [[nodiscard]] std::string describe() const;
  /// The expression as it was written, with single spaces.
  [[nodiscard]] const std::string& text() const { return m_text; }

  friend bool operator==(const Cron&, const Cron&) = default;

private:
  Cron() = default;

  [[nodiscard]] bool keepsInterval() const;
  [[nodiscard]] bool fits(std::chrono::sys_days day) const;
  /// `from` and the answer: what clocks show, as if it were UTC. nullopt: none until `last`.
  [[nodiscard]] std::optional<std::chrono::sys_seconds> nextShown(std::chrono::sys_seconds from,
                                                                  std::chrono::sys_days last) const;
  [[nodiscard]] std::string days() const;
  [[nodiscard]] std::string times() const;

  // A bit per value.
  std::uint64_t m_minutes = 0;
  std::uint64_t m_hours = 0;
  std::uint64_t m_days = 0;     ///< of the month, 1 to 31
  std::uint64_t m_months = 0;   ///< 1 to 12
  std::uint64_t m_weekdays = 0; ///< 0 (Sunday) to 6
  // Whether the field begins with `*`.
  bool m_any_minute = false, m_any_hour = false, m_any_day = false, m_any_weekday = false;
  std::string m_text;
};

} // namespace meridian::schedule
