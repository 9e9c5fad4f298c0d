// SPDX-License-Identifier: GPL-3.0-or-later
// job ID pause|resume|cancel|top: the job runs in another process.
#include "cli/json.h"
#include "cli/verbs.h"
#include "engine/control.h"

#include <cstdio>

namespace meridian::cli {

namespace {

using base::Errc;
using ports::JobState;

/// A running engine looks ten times a second.
constexpr std::chrono::seconds kPatience{5};
constexpr std::size_t kLookedAt = 200;

bool mayRun(const ports::JobRecord& record) {
  return record.state == JobState::Queued || record.state == JobState::Running;
}

/// "; running: 20261122T...-00abcd (rule base)".
std::string whatRuns(Desk& desk) {
  std::string text;
  if (const auto jobs = desk.engine.jobs(kLookedAt))
    for (const auto& record : *jobs)
      if (mayRun(record)) text += (text.empty() ? "; running: " : ", ") + record.id + " (rule " + record.rule + ")";
  return text.empty() ? "; no job runs" : text;
}

/// Refused, whatever the reason: 1. The arguments were good, so 2 would mislead.
int refused(Desk& desk, const base::Error& error) {
  const int status = complain(desk.options, error);
  return status == kCancelled ? kCancelled : kFailures;
}

} // namespace

int control(Desk& desk) {
  const auto& id = desk.options.arguments[0];
  const auto& verb = desk.options.arguments[1];
  auto summary = desk.engine.job(id);
  if (!summary) {
    auto error = std::move(summary).error();
    if (error.code == Errc::NotFound) error.message += whatRuns(desk);
    return refused(desk, error);
  }
  const auto& record = summary->record;
  if (!mayRun(record))
    return refused(desk, base::fail(Errc::NotFound, "job " + record.id + " has ended (" +
                                                        std::string(ports::name(record.state)) + ")" + whatRuns(desk))
                             .error);
  const auto words =
      engine::tellRunningEngine(desk.options.state, record.id, verb, kPatience, desk.interrupt.token());
  if (!words) return refused(desk, words.error());
  if (desk.options.json)
    std::fputs(jsonText(record.id, verb, *words).c_str(), stdout);
  else if (!desk.options.quiet)
    std::printf("%s\n", words->c_str());
  return kDone;
}

} // namespace meridian::cli
