// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/bandwidth.h"

#include <algorithm>
#include <set>
#include <utility>

namespace meridian::schedule {

using namespace std::chrono;
using base::BandwidthWindow;

namespace {

/// A weekly window that daylight saving time skips once comes back within 14 days.
constexpr days kHorizon{16};

bool isValid(const BandwidthWindow& window) {
  return window.days != 0 && window.days <= BandwidthWindow::kEveryDay && window.from >= minutes(0) &&
         window.from < days(1) && window.to >= minutes(0) && window.to <= days(1);
}

/// `local`: what the place's clock shows, as if it were UTC.
bool holds(const BandwidthWindow& window, sys_seconds local) {
  const auto today = floor<days>(local);
  const auto time = local - today;
  const auto begins_on = [&](sys_days day) {
    return (window.days >> (weekday(day).iso_encoding() - 1) & 1) != 0;
  };
  if (window.from < window.to) return time >= window.from && time < window.to && begins_on(today);
  return (time >= window.from && begins_on(today)) || (time < window.to && begins_on(today - days(1)));
}

} // namespace

base::Result<BandwidthSchedule> BandwidthSchedule::compile(base::Bandwidth bandwidth,
                                                           const TimeZones& zones) {
  BandwidthSchedule schedule;
  for (std::size_t i = 0; i < bandwidth.windows.size(); ++i) {
    const auto place = "windows[" + std::to_string(i) + "]";
    if (!isValid(bandwidth.windows[i]))
      return base::fail(base::Errc::ConfigInvalid, place + " has no days or no such time");
    auto zone = zones.find(bandwidth.windows[i].zone);
    if (!zone) return base::fail(base::Errc::ConfigInvalid, place + ".zone: " + zone.error().message);
    schedule.m_zones.push_back(std::move(*zone));
  }
  schedule.m_bandwidth = std::move(bandwidth);
  return schedule;
}

base::RateLimit BandwidthSchedule::limitAt(sys_seconds now) const {
  for (std::size_t i = 0; i < m_zones.size(); ++i)
    if (holds(m_bandwidth.windows[i], now + m_zones[i]->offsetAt(now))) return m_bandwidth.windows[i].limit;
  return m_bandwidth.limit;
}

LimitNow BandwidthSchedule::at(base::Timestamp timestamp) const {
  const auto now = floor<seconds>(timestamp);
  LimitNow found{limitAt(now), {}};
  // Moments at which something could change: clocks are set, or a clock shows a border, by any offset that it
  // has in that time. More than needed; what counts is where the limit differs.
  std::set<sys_seconds> moments;
  for (std::size_t i = 0; i < m_zones.size(); ++i) {
    std::set<seconds> offsets{m_zones[i]->offsetAt(now)};
    for (auto change = m_zones[i]->nextChange(now); change && *change < now + kHorizon;
         change = m_zones[i]->nextChange(*change)) {
      offsets.insert(m_zones[i]->offsetAt(*change));
      moments.insert(*change);
    }
    for (auto day = floor<days>(now) - days(2); day < now + kHorizon; day += days(1))
      for (const auto border : {m_bandwidth.windows[i].from, m_bandwidth.windows[i].to})
        for (const auto offset : offsets)
          moments.insert(day + border - offset);
  }
  for (auto moment = moments.upper_bound(now); moment != moments.end(); ++moment)
    if (limitAt(*moment) != found.limit) {
      found.until = *moment;
      break;
    }
  return found;
}

} // namespace meridian::schedule
