// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"
#include "cli/table.h"
#include "cli/verbs.h"

#include <cstdio>
#include <future>

namespace meridian::cli {

int check(Desk& desk) {
  const auto fleet = desk.engine.fleet();
  std::vector<std::future<engine::RegionCheck>> pending;
  for (const auto& region : fleet->regions)
    pending.push_back(std::async(std::launch::async, [&desk, &region] {
      return desk.engine.check(region, std::nullopt, desk.interrupt.token());
    }));
  std::vector<engine::RegionCheck> results;
  bool passed = true;
  Table table({"REGION", "REGISTRY", "LOGIN", "ROUND TRIP", "RESULT"}, {false, false, false, true, false});
  std::string details;
  for (std::size_t i = 0; i < pending.size(); ++i) {
    results.push_back(pending[i].get());
    const auto& result = results.back();
    const auto& region = fleet->regions[i];
    passed = passed && result.passed;
    table.add({region.id, region.registry_url, result.passed ? result.auth : "-",
               result.passed ? base::formatDuration(result.round_trip) : "-",
               result.passed ? tinted("ok", Tone::Good) : tinted("failed", Tone::Bad)});
    if (!result.passed)
      details += region.id + ": " + result.steps.back().text + "\n  " + result.steps.back().advice + "\n";
  }
  if (desk.interrupt.requested()) return kCancelled;
  if (desk.options.json) {
    std::fputs(jsonText(desk.options.fleet.string(), *fleet, results).c_str(), stdout);
  } else {
    std::printf("%s: %zu regions, %zu rules, no mistakes\n\n%s", desk.options.fleet.c_str(), fleet->regions.size(),
                fleet->rules.size(), table.text().c_str());
    if (!details.empty()) std::printf("\n%s", details.c_str());
  }
  return passed ? kDone : kFailures;
}

} // namespace meridian::cli
