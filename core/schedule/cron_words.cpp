// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/cron.h"

#include <array>
#include <bit>
#include <vector>

namespace meridian::schedule {

namespace {

constexpr std::array<const char*, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                              "jul", "aug", "sep", "oct", "nov", "dec"};
/// From Monday on, as people read a week.
constexpr std::array<const char*, 7> kWeek{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

constexpr std::uint64_t kAllHours = (std::uint64_t{1} << 24) - 1;
constexpr std::uint64_t kAllMonths = ((std::uint64_t{1} << 12) - 1) << 1;
constexpr std::uint64_t kAllDays = ((std::uint64_t{1} << 31) - 1) << 1;
constexpr std::uint64_t kAllWeekdays = (std::uint64_t{1} << 7) - 1;
constexpr std::size_t kMostTimes = 4; ///< more are no short words

std::vector<unsigned> members(std::uint64_t bits) {
  std::vector<unsigned> found;
  for (; bits != 0; bits &= bits - 1)
    found.push_back(static_cast<unsigned>(std::countr_zero(bits)));
  return found;
}

/// n where the values are 0, n, 2n ... up to `whole`, and `whole` is a multiple of n; otherwise 0.
unsigned evenStep(std::uint64_t bits, unsigned whole) {
  const auto values = members(bits);
  if (values.front() != 0) return 0;
  const auto step = values.size() == 1 ? whole : values[1];
  if (whole % step != 0 || values.size() != whole / step) return 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] != i * step) return 0;
  return step;
}

std::string twoDigits(unsigned value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}
std::string clock(unsigned hour, unsigned minute) {
  return twoDigits(hour) + ":" + twoDigits(minute);
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts)
    text += (text.empty() ? "" : ", ") + part;
  return text;
}

} // namespace

/// "" for every day; "?" for what has no short words.
std::string Cron::days() const {
  const bool any_date = m_days == kAllDays && m_months == kAllMonths;
  const bool any_weekday = m_weekdays == kAllWeekdays;
  if (any_date && any_weekday) return {};
  if (any_date && m_any_day) {
    std::vector<std::string> names;
    for (unsigned i = 0; i < kWeek.size(); ++i)
      if ((m_weekdays >> (i + 1) % 7 & 1) != 0) names.emplace_back(kWeek[i]);
    return joined(names);
  }
  const auto dates = members(m_days);
  if (!any_weekday || !m_any_weekday || dates.size() > kMostTimes) return "?";
  std::vector<std::string> numbers;
  for (const auto date : dates)
    numbers.push_back(std::to_string(date));
  if (m_months == kAllMonths) return "day " + joined(numbers) + " of the month";
  const auto months = members(m_months);
  if (months.size() > 1 && dates.size() > 1) return "?";
  std::vector<std::string> names;
  for (const auto month : months)
    for (const auto& day : numbers)
      names.push_back(day + " " + kMonths[month - 1]);
  return joined(names);
}

/// "at 02:00", "every 15 minutes"; "?" for what has no short words.
std::string Cron::times() const {
  const auto minutes = members(m_minutes);
  const auto hours = members(m_hours);
  if (const auto often = evenStep(m_hours, 24); m_minutes == 1 && hours.size() > 2 && often > 1)
    return "every " + std::to_string(often) + " hours";
  if (hours.size() * minutes.size() <= kMostTimes) {
    std::vector<std::string> times;
    for (const auto hour : hours)
      for (const auto minute : minutes)
        times.push_back(clock(hour, minute));
    return "at " + joined(times);
  }
  const auto step = evenStep(m_minutes, 60);
  std::string often;
  if (step == 1)
    often = "every minute";
  else if (step == 60)
    often = "every hour";
  else if (step != 0)
    often = "every " + std::to_string(step) + " minutes";
  else if (minutes.size() == 1)
    often = "every hour at :" + twoDigits(minutes.front());
  if (often.empty()) return "?";
  if (m_hours == kAllHours) return often;
  const bool in_a_row = hours.back() - hours.front() + 1 == hours.size();
  return in_a_row ? often + " from " + clock(hours.front(), minutes.front()) + " to " +
                        clock(hours.back(), minutes.back())
                  : "?";
}

std::string Cron::describe() const {
  const auto when = times(), day = days();
  if (when == "?" || day == "?") return m_text;
  if (!day.empty()) return when.starts_with("at") ? "on " + day + " " + when : when + " on " + day;
  return when.starts_with("at") ? "every day " + when : when;
}

} // namespace meridian::schedule
