// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/posix_rule.h"

#include <algorithm>

namespace meridian::schedule {

using namespace std::chrono;

class PosixRule::Reader {
public:
  explicit Reader(std::string_view text) : m_rest(text) {}

  std::optional<PosixRule> read() {
    PosixRule rule;
    if (!name() || !offset(rule.m_standard)) return std::nullopt;
    if (m_rest.empty()) return rule;
    Summer summer;
    if (!name()) return std::nullopt;
    summer.offset = rule.m_standard + hours(1);
    if (!m_rest.starts_with(',') && !offset(summer.offset)) return std::nullopt;
    // Without dates the rule would be the system's choice; zone files always have them.
    if (!take(',') || !moment(summer.begin) || !take(',') || !moment(summer.end)) return std::nullopt;
    if (!m_rest.empty()) return std::nullopt;
    rule.m_summer = summer;
    return rule;
  }

private:
  bool take(char c) {
    if (!m_rest.starts_with(c)) return false;
    m_rest.remove_prefix(1);
    return true;
  }

  bool number(int& value, int least, int most) {
    value = 0;
    std::size_t digits = 0;
    for (; digits < m_rest.size() && digits < 4 && m_rest[digits] >= '0' && m_rest[digits] <= '9'; ++digits)
      value = value * 10 + (m_rest[digits] - '0');
    m_rest.remove_prefix(digits);
    return digits > 0 && value >= least && value <= most;
  }

  /// "CET" or "<+0330>".
  bool name() {
    const bool bracketed = take('<');
    const auto fits = [&](char c) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      return letter || (bracketed && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
    };
    const auto length =
        static_cast<std::size_t>(std::find_if_not(m_rest.begin(), m_rest.end(), fits) - m_rest.begin());
    m_rest.remove_prefix(length);
    return length >= 3 && (!bracketed || take('>'));
  }

  /// "[+-]hh[:mm[:ss]]".
  bool time(seconds& value, int most_hours) {
    const bool negative = take('-');
    if (!negative) take('+');
    int h = 0, m = 0, s = 0;
    if (!number(h, 0, most_hours)) return false;
    if (take(':')) {
      if (!number(m, 0, 59)) return false;
      if (take(':') && !number(s, 0, 59)) return false;
    }
    value = hours(h) + minutes(m) + seconds(s);
    if (negative) value = -value;
    return true;
  }

  /// POSIX counts westward.
  bool offset(seconds& ahead) {
    if (!time(ahead, 24)) return false;
    ahead = -ahead;
    return true;
  }

  bool moment(Moment& moment) {
    int month = 0, week = 0, weekday = 0;
    if (take('M')) {
      if (!number(month, 1, 12) || !take('.') || !number(week, 1, 5) || !take('.') || !number(weekday, 0, 6))
        return false;
      moment.form = Moment::Form::MonthWeekDay;
      moment.month = static_cast<unsigned>(month);
      moment.week = static_cast<unsigned>(week);
      moment.weekday = static_cast<unsigned>(weekday);
    } else if (take('J')) {
      moment.form = Moment::Form::NoLeapDay;
      if (!number(moment.day, 1, 365)) return false;
    } else {
      moment.form = Moment::Form::DayOfYear;
      if (!number(moment.day, 0, 365)) return false;
    }
    return !take('/') || time(moment.time, 167);
  }

  std::string_view m_rest;
};

std::optional<PosixRule> PosixRule::parse(std::string_view text) {
  return Reader(text).read();
}

sys_seconds PosixRule::Moment::in(year of) const {
  sys_days date;
  if (form == Form::MonthWeekDay)
    date = week == 5 ? sys_days(of / std::chrono::month(month) / std::chrono::weekday(weekday)[last])
                     : sys_days(of / std::chrono::month(month) / std::chrono::weekday(weekday)[week]);
  else
    date = sys_days(of / January / 1) + days(form == Form::DayOfYear ? day : day - 1);
  // "J60" is 1 March in every year.
  if (form == Form::NoLeapDay && day >= 60 && of.is_leap()) date += days(1);
  return date + time;
}

std::vector<OffsetChange> PosixRule::around(sys_seconds when) const {
  std::vector<OffsetChange> changes;
  const auto middle = year_month_day(floor<days>(when)).year();
  for (int step = -1; step <= 1; ++step) {
    const auto of = middle + years(step);
    changes.push_back({m_summer->end.in(of)-m_summer->offset, m_standard});
    changes.push_back({m_summer->begin.in(of)-m_standard, m_summer->offset});
  }
  // Stable: where one summer ends as the next begins ("all year"), the begin stays behind the end and
  // decides.
  std::stable_sort(changes.begin(), changes.end(),
                   [](const OffsetChange& a, const OffsetChange& b) { return a.at < b.at; });
  return changes;
}

seconds PosixRule::offsetAt(sys_seconds when) const {
  auto offset = m_standard;
  if (m_summer)
    for (const auto& change : around(when))
      if (change.at <= when) offset = change.offset;
  return offset;
}

std::optional<OffsetChange> PosixRule::nextChange(sys_seconds when) const {
  if (m_summer)
    for (const auto& change : around(when))
      if (change.at > when) return OffsetChange{change.at, offsetAt(change.at)};
  return std::nullopt;
}

} // namespace meridian::schedule
