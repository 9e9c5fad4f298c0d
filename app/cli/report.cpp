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

void printFigures(const ports::JobRecord& record) {
  const auto number = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
  std::printf("  tags    %llu matched, %llu copied, %llu unchanged, %llu failed\n", number(record.tags_matched),
              number(record.tags_copied), number(record.tags_unchanged), number(record.tags_failed));
  std::printf("  bytes   %s read, %s written, %s mounted, %s there already", base::formatBytes(record.read).c_str(),
              base::formatBytes(record.written).c_str(), base::formatBytes(record.mounted).c_str(),
              base::formatBytes(record.skipped).c_str());
  if (record.resumed.value > 0) std::printf(", %s resumed", base::formatBytes(record.resumed).c_str());
  std::printf("\n  asked   %llu requests to the source, %llu to the targets\n\n", number(record.source_requests),
              number(record.target_requests));
}

engine::JobRequest request(const Options& options) {
  return {options.arguments.front(), options.targets, options.tags};
}

} // namespace meridian::cli
