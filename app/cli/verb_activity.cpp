// SPDX-License-Identifier: GPL-3.0-or-later
// activity: who did what, when.
#include "cli/json.h"
#include "cli/table.h"
#include "cli/verbs.h"

#include <cstdio>

namespace meridian::cli {

int activity(Desk& desk) {
  const auto found = desk.engine.actions(0, desk.options.limit);
  if (!found) return complain(desk.options, found.error());
  if (desk.options.json) {
    std::fputs(jsonText(*found).c_str(), stdout);
    return kDone;
  }
  Table table({"WHEN", "WHO", "WHAT", "TO", "HOW"});
  for (const auto& action : *found) {
    auto how = action.detail;
    if (!action.problem.empty()) how += (how.empty() ? "" : "; ") + tinted("refused", Tone::Bad) + ": " + action.problem;
    table.add({base::formatTimestamp(action.time), action.actor, action.verb, action.subject, how});
  }
  std::fputs(table.empty() ? "Nobody has done anything yet.\n" : table.text().c_str(), stdout);
  return kDone;
}

} // namespace meridian::cli
