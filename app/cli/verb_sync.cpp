// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"
#include "cli/meter.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "engine/job_words.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

namespace meridian::cli {

using ports::JobState;

int exitStatus(JobState state) {
  switch (state) {
  case JobState::Succeeded:
    return kDone;
  case JobState::Cancelled:
  case JobState::Interrupted:
    return kCancelled;
  default:
    return kFailures;
  }
}

void follow(Desk& desk, const std::string& id) {
  Meter meter(desk.options.quiet || desk.options.json);
  std::mutex mutex;
  std::condition_variable_any wake;
  bool fresh = false;
  bool was_live = true;
  const auto subscription = desk.engine.onSnapshot([&] {
    {
      const std::lock_guard lock(mutex);
      fresh = true;
    }
    wake.notify_one();
  });
  const std::stop_callback cancel(desk.interrupt.token(), [&] { (void)desk.engine.cancel(id); });
  std::jthread shown([&](std::stop_token stop) {
    while (!stop.stop_requested()) {
      {
        std::unique_lock lock(mutex);
        if (!wake.wait(lock, stop, [&] { return fresh; })) return;
        fresh = false;
      }
      if (const bool live = desk.engine.presence().live; live != was_live) {
        was_live = live;
        if (!desk.options.quiet && !desk.options.json)
          std::fputs(live ? "\nthe engine answers again\n" : "\nthe engine does not answer; trying again\n", stderr);
      }
      const auto snapshot = desk.engine.snapshot();
      const auto job = std::find_if(snapshot->jobs.begin(), snapshot->jobs.end(), [&](const auto& j) { return j.record.id == id; });
      if (job != snapshot->jobs.end() && job->phase != engine::JobPhase::Done) meter.show(*job);
    }
  });
  (void)desk.engine.wait(id, {});
}

namespace {

constexpr std::size_t kNewest = 100;
constexpr std::chrono::seconds kUntilItGoesOn{30};
constexpr std::chrono::milliseconds kLook{200};

void report(const engine::JobSummary& summary, const std::string& what) {
  const auto& record = summary.record;
  const auto tone = record.state == JobState::Succeeded ? Tone::Good : record.state == JobState::Cancelled ? Tone::Warn : Tone::Bad;
  const double seconds = static_cast<double>((record.finished - record.started).count()) / 1000;
  std::printf("%s %s in %s (job %s)\n\n", what.c_str(), tinted(ports::name(record.state), tone).c_str(),
              base::formatDuration(base::Seconds{seconds}).c_str(), record.id.c_str());
  printFigures(record);
  Table table({"TARGET", "RESULT", "TAGS COPIED"}, {false, false, true});
  for (const auto& target : summary.targets)
    table.add({target.id, std::string(ports::name(target.result)), std::to_string(target.tags_copied)});
  if (!table.empty()) std::fputs(table.text().c_str(), stdout);
  if (summary.promotion) printPromotion(*summary.promotion);
  for (const auto& outcome : summary.outcomes)
    if (outcome.result == "deleted") std::printf("deleted %s at %s\n", outcome.ref.c_str(), outcome.target.c_str());
  for (const auto& outcome : summary.outcomes)
    if (outcome.result == "failed" || outcome.result == "refused") printProblem(outcome.target, outcome.ref, outcome.error_message);
}

/// The job that goes on where the engine's end interrupted `left`; empty where none does.
std::string successor(Desk& desk, const ports::JobRecord& left) {
  const auto late = std::chrono::steady_clock::now() + kUntilItGoesOn;
  const auto& stop = desk.interrupt;
  do {
    for (const auto& job : desk.engine.jobs(kNewest).value_or(std::vector<ports::JobRecord>{}))
      if (job.rule == left.rule && job.kind == left.kind && job.created > left.created && job.id != left.id) return job.id;
    std::this_thread::sleep_for(kLook);
  } while (!stop.requested() && std::chrono::steady_clock::now() < late);
  return {};
}

/// Shows it until its end, and prints that. A job of another process may outlive that process.
int seeThrough(Desk& desk, std::string id, const std::string& what) {
  auto summary = base::Result<engine::JobSummary>(engine::JobSummary{});
  for (;;) {
    follow(desk, id);
    summary = desk.engine.job(id);
    if (!summary) return complain(desk.options, summary.error());
    if (summary->record.state != JobState::Interrupted || desk.engine.presence().here || desk.interrupt.requested()) break;
    auto next = successor(desk, summary->record);
    if (next.empty()) break;
    if (!desk.options.quiet && !desk.options.json) std::fprintf(stderr, "the engine was started anew; its job %s goes on\n", next.c_str());
    id = std::move(next);
  }
  if (!desk.options.targets.empty())
    std::erase_if(summary->targets, [&](const auto& target) {
      return std::find(desk.options.targets.begin(), desk.options.targets.end(), target.id) == desk.options.targets.end();
    });
  if (desk.options.json)
    std::fputs(jsonText(*summary).c_str(), stdout);
  else
    report(*summary, what);
  return exitStatus(summary->record.state);
}

} // namespace

int sync(Desk& desk) { return runJob(desk, request(desk.options)); }

int runJob(Desk& desk, engine::JobRequest wanted) {
  const auto what = wanted.once ? engine::title(wanted) : "Rule " + wanted.rule;
  auto id = desk.engine.start(std::move(wanted));
  return id ? seeThrough(desk, *id, what) : complain(desk.options, id.error());
}

int retry(Desk& desk) {
  auto id = desk.engine.retryFailed(desk.options.arguments.front());
  return id ? seeThrough(desk, *id, "What failed in " + desk.options.arguments.front()) : complain(desk.options, id.error());
}

} // namespace meridian::cli
