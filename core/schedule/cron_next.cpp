// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/cron.h"

#include <algorithm>
#include <bit>

namespace meridian::schedule {

using namespace std::chrono;

namespace {

/// 29 February on one day of the week: 28 years apart, 40 where 1900, 2100 ... lie between.
constexpr std::chrono::days kHorizon{44 * 366};
/// No clock is further from UTC than this.
constexpr hours kFurthest{27};
constexpr sys_days kBegin = year(1900) / January / 1;
constexpr sys_days kEnd = year(9000) / January / 1;

constexpr std::uint64_t kAllMinutes = (std::uint64_t{1} << 60) - 1;
constexpr std::uint64_t kAllHours = (std::uint64_t{1} << 24) - 1;

bool holds(std::uint64_t bits, unsigned value) {
  return (bits >> value & 1) != 0;
}

/// The first value of the set that is `from` or more.
std::optional<unsigned> first(std::uint64_t bits, unsigned from) {
  const auto rest = from < 64 ? bits >> from << from : 0;
  if (rest == 0) return std::nullopt;
  return static_cast<unsigned>(std::countr_zero(rest));
}

/// The instant at which clocks show `shown` for the first time; where they skip it, the first one after the
/// gap.
sys_seconds instantOf(sys_seconds shown, const TimeZone& zone) {
  auto begin = shown - kFurthest;
  while (true) {
    const auto offset = zone.offsetAt(begin);
    const auto end = zone.nextChange(begin);
    if (shown < begin + offset) return begin;
    if (!end || shown < *end + offset) return shown - offset;
    begin = *end;
  }
}

} // namespace

bool Cron::keepsInterval() const {
  return m_any_minute || m_any_hour || m_minutes == kAllMinutes || m_hours == kAllHours;
}

bool Cron::fits(sys_days day) const {
  const bool by_date = holds(m_days, static_cast<unsigned>(year_month_day(day).day()));
  const bool by_weekday = holds(m_weekdays, weekday(day).c_encoding());
  return m_any_day || m_any_weekday ? by_date && by_weekday : by_date || by_weekday;
}

std::optional<sys_seconds> Cron::nextShown(sys_seconds from, sys_days last) const {
  for (auto day = floor<std::chrono::days>(from); day <= last;) {
    const year_month_day date(day);
    if (!holds(m_months, static_cast<unsigned>(date.month()))) {
      day = sys_days((date.year() / date.month() + months(1)) / 1);
      continue;
    }
    if (fits(day)) {
      const auto time = std::max(ceil<minutes>(from), sys_time<minutes>(day)) - day;
      const auto hour = static_cast<unsigned>(time / hours(1));
      const auto minute = static_cast<unsigned>(time % hours(1) / minutes(1));
      if (holds(m_hours, hour))
        if (const auto found = first(m_minutes, minute)) return day + hours(hour) + minutes(*found);
      if (const auto found = first(m_hours, hour + 1))
        return day + hours(*found) + minutes(*first(m_minutes, 0));
    }
    day += std::chrono::days(1);
  }
  return std::nullopt;
}

std::optional<base::Timestamp> Cron::next(base::Timestamp after, const TimeZone& zone) const {
  if (after < kBegin || after > kEnd) return std::nullopt;
  const auto past = floor<seconds>(after);
  const auto last = floor<std::chrono::days>(past) + kHorizon;

  if (keepsInterval()) {
    // As long as clocks are not set, what they show runs with time.
    for (auto begin = past + seconds(1); begin < last;) {
      const auto offset = zone.offsetAt(begin);
      const auto end = zone.nextChange(begin);
      const auto shown = nextShown(begin + offset, last);
      if (!shown) return std::nullopt;
      if (!end || *shown - offset < *end) return *shown - offset;
      begin = *end;
    }
    return std::nullopt;
  }

  // Times of the clock: each has one instant, and a later one never has an earlier instant. What clocks show
  // by now has had its instant.
  auto from = past + zone.offsetAt(past);
  while (const auto shown = nextShown(from, last)) {
    const auto instant = instantOf(*shown, zone);
    if (instant > past) return instant;
    from = *shown + minutes(1);
  }
  return std::nullopt;
}

} // namespace meridian::schedule
