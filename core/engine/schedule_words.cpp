// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/schedule_words.h"

#include "schedule/cron.h"
#include "schedule/time_zone.h"

#include <algorithm>

namespace meridian::engine {

base::Result<std::vector<ScheduledTime>> nextTimes(const std::vector<std::string>& cron, std::string_view zone,
                                                   base::Timestamp after, std::size_t count) {
  static const schedule::TimeZones kZones; // reads each zone once
  auto place = kZones.find(zone);
  if (!place) return base::pass(std::move(place));
  std::vector<base::Timestamp> times;
  for (const auto& text : cron) {
    const auto expression = schedule::Cron::parse(text);
    if (!expression) return base::fail(expression.error());
    auto last = after;
    for (std::size_t i = 0; i < count; ++i) {
      const auto next = expression->next(last, **place);
      if (!next) break;
      times.push_back(*next);
      last = *next;
    }
  }
  std::ranges::sort(times);
  const auto same = std::ranges::unique(times);
  times.erase(same.begin(), same.end());
  if (times.size() > count) times.resize(count);
  std::vector<ScheduledTime> out;
  for (const auto time : times)
    out.push_back({time, time + (*place)->offsetAt(std::chrono::floor<std::chrono::seconds>(time))});
  return out;
}

base::Result<std::string> cronWords(std::string_view expression) {
  const auto cron = schedule::Cron::parse(expression);
  if (!cron) return base::fail(cron.error());
  return cron->describe();
}

} // namespace meridian::engine
