// SPDX-License-Identifier: GPL-3.0-or-later
// What every verb says in the same way.
#include "cli/json.h"
#include "cli/table.h"
#include "cli/verbs.h"

#include <cstdio>

namespace meridian::cli {

int complain(const Options& options, const base::Error& error) {
  if (options.json) std::fputs(jsonText(error).c_str(), stdout);
  std::fprintf(stderr, "%s %s\n", tinted("meridianctl:", Tone::Bad, 2).c_str(), error.text().c_str());
  switch (error.code) {
  case base::Errc::ConfigInvalid:
  case base::Errc::NotFound:
    return kUnusable;
  case base::Errc::Cancelled:
    return kCancelled;
  default:
    return kFailures;
  }
}

void printProblem(const std::string& target, const std::string& ref, const std::string& text) {
  std::string where = ref;
  if (!target.empty()) where += (where.empty() ? "" : " at ") + target;
  std::printf("%s %s%s%s\n", tinted("failed", Tone::Bad).c_str(), where.c_str(), where.empty() ? "" : ": ", text.c_str());
}

engine::SyncRequest request(const Options& options) {
  return {options.arguments.front(), options.targets, options.tags};
}

} // namespace meridian::cli
