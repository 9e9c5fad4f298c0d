// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"
#include "cli/verbs.h"

#include <algorithm>
#include <cstdio>

namespace meridian::cli {

void printPromotion(const engine::PromotionStatus& promotion) {
  using Phase = engine::PromotionStatus::Phase;
  const auto tone = promotion.phase == Phase::Done ? Tone::Good : promotion.phase == Phase::Mixed ? Tone::Bad : Tone::Warn;
  std::printf("\nPromotion %s", tinted(engine::name(promotion.phase), tone).c_str());
  // No registry can set a tag on a condition: how long regions may have differed is measured, not promised.
  const bool any = std::any_of(promotion.regions.begin(), promotion.regions.end(), [](const auto& region) { return region.flipped > 0; });
  if (any && promotion.phase != Phase::Conflict) std::printf("; tags were set within %lld ms", static_cast<long long>(promotion.skew.count()));
  std::puts("");
  Table table({"REGION", "WAVE", "SET", "OF", "STATE"}, {false, true, true, true, false});
  for (const auto& region : promotion.regions)
    table.add({region.id, std::to_string(region.wave + 1), std::to_string(region.flipped), std::to_string(region.total),
               region.lagging ? "lagging: " + region.text : region.text});
  if (!table.empty()) std::fputs(table.text().c_str(), stdout);
  for (const auto& conflict : promotion.conflicts)
    std::printf("%s %s at %s: somebody set %s; we had left %s\n", tinted("conflict", Tone::Warn).c_str(), conflict.ref.c_str(),
                conflict.target.c_str(), conflict.found.c_str(), conflict.recorded.empty() ? "nothing" : conflict.recorded.c_str());
  if (promotion.phase == Phase::Conflict) std::puts("Nothing was set. --on-conflict overwrite or keep decides.");
}

int promote(Desk& desk) {
  auto wanted = request(desk.options);
  wanted.kind = engine::JobKind::Promote;
  wanted.on_conflict = desk.options.on_conflict;
  return runJob(desk, std::move(wanted));
}

int rollback(Desk& desk) {
  auto wanted = request(desk.options);
  wanted.kind = engine::JobKind::Rollback;
  return runJob(desk, std::move(wanted));
}

} // namespace meridian::cli
