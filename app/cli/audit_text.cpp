// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/audit_text.h"

#include "cli/table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace meridian::cli {

namespace {

constexpr std::size_t kMostShown = 100;

/// Never "100 %" for less than all.
std::string percent(double rate) {
  if (rate >= 1) return "100 %";
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.2f %%", std::floor(rate * 10000) / 100);
  return text.data();
}

const char* depth(plan::AuditDepth depth) {
  switch (depth) {
  case plan::AuditDepth::Tags: return "tags only";
  case plan::AuditDepth::Content: return "content asked for";
  case plan::AuditDepth::Sampled: return "content asked for, a share of it read";
  case plan::AuditDepth::Deep: return "all content read";
  }
  return "";
}

} // namespace

std::string auditText(const engine::AuditStatus& audit) {
  std::size_t tags = 0;
  std::size_t good = 0;
  for (const auto& region : audit.regions) {
    tags += region.tags;
    good += region.good;
  }
  const bool fine = audit.findings_total == 0;
  std::string out = "Rule " + audit.rule + ": " + tinted(percent(audit.pass_rate.value_or(0)), fine ? Tone::Good : Tone::Bad) + " right, " +
                    std::to_string(good) + " of " + std::to_string(tags) + " tags in " + std::to_string(audit.regions.size()) +
                    " regions (job " + audit.job + ")\n\n";
  out += "  depth   " + std::string(depth(audit.depth)) + "\n  asked   " + std::to_string(audit.requests) + " requests, " +
         base::formatBytes(audit.read) + " read, in " + base::formatDuration(audit.seconds) + "\n";
  if (audit.mended > 0) out += "  mended  " + std::to_string(audit.mended) + (audit.mended == 1 ? " finding\n" : " findings\n");
  Table table({"REGION", "TAGS", "RIGHT", "PASS RATE", "FINDINGS"}, {false, true, true, true, true});
  for (const auto& region : audit.regions) {
    const double rate = region.tags == 0 ? 1 : static_cast<double>(region.good) / static_cast<double>(region.tags);
    table.add({region.id, std::to_string(region.tags), std::to_string(region.good), region.problem ? "unreadable" : percent(rate),
               std::to_string(region.findings)});
  }
  out += "\n" + table.text();
  if (fine) return out;
  out += "\n";
  std::size_t shown = 0;
  for (const auto& finding : audit.findings) {
    if (++shown > kMostShown) break;
    out += tinted(engine::name(finding.cause), Tone::Bad) + " at " + finding.region + (finding.ref.empty() ? "" : ": " + finding.ref) +
           ": " + finding.detail + "\n";
    if (!finding.repair.empty())
      out += "    " + tinted((finding.repairable ? "a repair: " : "no repair: ") + finding.repair, Tone::Dim) + "\n";
  }
  if (audit.findings_total > kMostShown)
    out += "and " + std::to_string(audit.findings_total - kMostShown) + " more; --report and --json have them all\n";
  return out;
}

} // namespace meridian::cli
