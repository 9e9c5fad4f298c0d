// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/check.h"
#include "schedule/time_zone.h"

using namespace meridian;
using namespace std::chrono;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto zone = schedule::TimeZone::parse(fuzz::text(data, size));
  if (!zone) return 0;
  for (const int year : {1850, 1970, 2026, 2038, 2400}) {
    const sys_seconds when = sys_days(std::chrono::year(year) / 7 / 1);
    fuzz::check(abs(zone->offsetAt(when)) <= hours(26), "clocks show about the same day everywhere");
    const auto next = zone->nextChange(when);
    fuzz::check(!next || *next > when, "time goes on");
  }
  return 0;
}
