// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"
#include "cli/table.h"
#include "cli/verbs.h"

#include <cstdio>

namespace meridian::cli {

int deleted(Desk& desk) {
  const auto rule = desk.options.arguments.empty() ? std::string() : desk.options.arguments.front();
  if (!rule.empty() && desk.engine.fleet()->rule(rule) == nullptr)
    return complain(desk.options, {base::Errc::NotFound, "the fleet has no rule \"" + rule + "\"", {}, 0, {}, {}, {}});
  const auto tags = desk.engine.deleted(rule);
  if (!tags) return complain(desk.options, tags.error());
  if (desk.options.json) {
    std::fputs(jsonText(*tags).c_str(), stdout);
    return kDone;
  }
  Table table({"RULE", "TAG", "TARGET", "DIGEST", "DELETED"});
  for (const auto& tag : *tags) {
    const auto digest = oci::Digest::parse(tag.digest);
    table.add({tag.rule, tag.ref, tag.target, digest ? digest->shortText() : tag.digest, base::formatTimestamp(tag.time)});
  }
  if (table.empty()) return std::puts("Nothing was deleted that could be brought back."), kDone;
  std::fputs(table.text().c_str(), stdout);
  std::puts("\nmeridianctl undelete RULE [--tag REF] brings them back while the registries keep their blobs.");
  return kDone;
}

int undelete(Desk& desk) {
  auto wanted = request(desk.options);
  wanted.kind = engine::JobKind::Restore;
  auto id = desk.engine.start(std::move(wanted));
  if (!id) return complain(desk.options, id.error());
  follow(desk, *id);
  const auto summary = desk.engine.job(*id);
  if (!summary) return complain(desk.options, summary.error());
  if (desk.options.json) {
    std::fputs(jsonText(*summary).c_str(), stdout);
    return exitStatus(summary->record.state);
  }
  for (const auto& outcome : summary->outcomes) {
    if (outcome.result == "restored")
      std::printf("%s %s at %s\n", tinted("restored", Tone::Good).c_str(), outcome.ref.c_str(), outcome.target.c_str());
    if (outcome.result == "failed") printProblem(outcome.target, outcome.ref, outcome.error_message);
  }
  if (summary->record.tags_unchanged > 0)
    std::printf("%llu were there still\n", static_cast<unsigned long long>(summary->record.tags_unchanged));
  return exitStatus(summary->record.state);
}

} // namespace meridian::cli
