// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"
#include "cli/table.h"
#include "cli/verbs.h"

#include <cstdio>

namespace meridian::cli {

namespace {

constexpr std::size_t kShown = 50;

std::string duration(const ports::JobRecord& record) {
  if (record.started == base::Timestamp{} || record.finished == base::Timestamp{}) return "-";
  return base::formatDuration(base::Seconds{static_cast<double>((record.finished - record.started).count()) / 1000});
}

std::string state(ports::JobState state) {
  using ports::JobState;
  const auto tone = state == JobState::Succeeded                                ? Tone::Good
                    : state == JobState::Running || state == JobState::Queued   ? Tone::Plain
                    : state == JobState::Failed || state == JobState::Partial   ? Tone::Bad
                                                                                : Tone::Warn;
  return tinted(ports::name(state), tone);
}

} // namespace

int jobs(Desk& desk) {
  const auto found = desk.engine.jobs(kShown);
  if (!found) return complain(desk.options, found.error());
  if (desk.options.json) {
    std::fputs(jsonText(*found).c_str(), stdout);
    return kDone;
  }
  Table table({"JOB", "RULE", "KIND", "RESULT", "STARTED", "TOOK", "COPIED", "FAILED", "READ", "WRITTEN"},
              {false, false, false, false, false, true, true, true, true, true});
  for (const auto& record : *found)
    table.add({record.id, record.rule, record.kind, state(record.state),
               record.started == base::Timestamp{} ? "-" : base::formatTimestamp(record.started), duration(record),
               std::to_string(record.tags_copied), std::to_string(record.tags_failed), base::formatBytes(record.read),
               base::formatBytes(record.written)});
  std::fputs(table.empty() ? "No job has run yet: meridianctl sync RULE\n" : table.text().c_str(), stdout);
  return kDone;
}

int job(Desk& desk) {
  const auto summary = desk.engine.job(desk.options.arguments.front());
  if (!summary) return complain(desk.options, summary.error());
  const auto events = desk.engine.events(summary->record.id, 0);
  if (desk.options.json) {
    std::fputs(jsonText(*summary, events).c_str(), stdout);
    return kDone;
  }
  const auto& record = summary->record;
  // The rule of a prewarm is gone with it; its story says of what it was.
  const auto what = record.kind == name(engine::JobKind::Prewarm) ? record.kind : record.kind + " of rule " + record.rule;
  std::printf("Job %s, %s: %s, took %s\n\n", record.id.c_str(), what.c_str(), state(record.state).c_str(), duration(record).c_str());
  printFigures(record);
  Table table({"TAG", "TARGET", "RESULT", "BYTES", "TOOK"}, {false, false, false, true, true});
  for (const auto& outcome : summary->outcomes)
    table.add({outcome.ref.empty() ? "(all)" : outcome.ref, outcome.target, outcome.result, base::formatBytes(outcome.bytes),
               base::formatDuration(outcome.seconds)});
  if (!table.empty()) std::printf("%s\n", table.text().c_str());
  for (const auto& event : events)
    std::printf("%s  %-7s  %s\n", base::formatTimestamp(event.time).c_str(), event.level.c_str(), event.text.c_str());
  return kDone;
}

} // namespace meridian::cli
