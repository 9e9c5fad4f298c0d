// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verbs.h"

#include <cstdio>

namespace meridian::cli {

int complete(const Options& options) {
  const auto fleet = engine::loadFleet(options.fleet);
  if (!fleet || options.arguments.empty()) return kDone;
  const auto& what = options.arguments.front();
  if (what == "rules")
    for (const auto& rule : fleet->rules) std::puts(rule.id.c_str());
  if (what == "regions")
    for (const auto& region : fleet->regions) std::puts(region.id.c_str());
  return kDone;
}

} // namespace meridian::cli
