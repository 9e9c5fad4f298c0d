// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/check.h"
#include "schedule/cron.h"

using namespace meridian;
using namespace std::chrono;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto cron = schedule::Cron::parse(fuzz::text(data, size));
  if (!cron) return 0;
  const auto again = schedule::Cron::parse(cron->text());
  fuzz::check(again && *again == *cron, "what was written can be read again");
  fuzz::check(!cron->describe().empty(), "there are words for it");
  const schedule::TimeZone utc;
  base::Timestamp now = sys_days(year(2026) / 11 / 22);
  for (int i = 0; i < 3; ++i) {
    const auto next = cron->next(now, utc);
    if (!next) break;
    fuzz::check(*next > now, "time goes on");
    fuzz::check(*next == floor<minutes>(*next), "UTC's clocks show whole minutes");
    now = *next;
  }
  return 0;
}
