// SPDX-License-Identifier: GPL-3.0-or-later
#include "offline/scene_fleet.h"
#include "offline/scene_parts.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

namespace meridian::offline {

using engine::JobPhase;
using engine::JobStatus;
using ports::JobState;
using namespace std::chrono_literals;

namespace {

JobStatus jobOf(const plan::Rule& rule, base::Timestamp created, std::size_t number) {
  JobStatus job;
  job.record.id = jobId(created, number);
  job.record.rule = rule.id;
  job.record.created = created;
  job.record.tags_matched = 72;
  job.targets = rule.targets;
  return job;
}

void run(JobStatus& job, const Scene& scene) {
  job.record.state = JobState::Running;
  job.record.started = job.record.created + 1s;
  job.phase = JobPhase::Copying;
  job.tags_total = 72 * job.targets.size();
  job.tags_done = job.tags_total / 2 + 3;
  job.blobs_done = 121;
  job.blobs_total = 214;
  job.record.tags_copied = 19;
  job.record.tags_unchanged = job.tags_done - 19;
  for (const auto& target : job.targets) {
    const auto at = std::ranges::find(scene.snapshot.regions, target, [](const auto& status) { return status.region.id; });
    const bool moves = at != scene.snapshot.regions.end() && at->total.value > 0;
    job.shares.push_back({target, moves ? at->done : base::ByteCount{}, moves ? at->total : base::ByteCount{900'000'000}});
    job.done += job.shares.back().done;
    job.total += job.shares.back().total;
    if (moves) job.rate.value += at->in.value;
  }
  job.record.bytes_total = job.total;
  job.record.written = job.done;
  job.left = base::timeLeft(job.done, job.total, job.rate);
  if (scene.failing) job.waiting = "retry 2 of 5 in 4 s: 429 TOOMANYREQUESTS: rate limit exceeded";
}

/// What became of the job that ended `place` jobs ago.
JobState endOf(const Scene& scene, std::size_t place) {
  if (scene.failing) return std::array{JobState::Failed, JobState::Partial, JobState::Failed, JobState::Cancelled, JobState::Interrupted}[place % 5];
  if (place % 61 == 40) return JobState::Partial;
  if (place % 29 == 20) return JobState::Cancelled;
  return JobState::Succeeded;
}

std::string kindOf(const plan::Rule& rule, std::size_t place) {
  if (place % 9 == 4) return "audit";
  if (rule.promotion.mode == plan::Promotion::Mode::AllOrNothing) return "promote";
  return "sync";
}

} // namespace

std::string jobId(base::Timestamp time, std::size_t number) {
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 24> stamp{};
  std::strftime(stamp.data(), stamp.size(), "%Y%m%dT%H%M%SZ", &utc);
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%s-%04x", stamp.data(), static_cast<unsigned>(number & 0xffffU));
  return text.data();
}

std::vector<JobStatus> openJobs(const Scene& scene) {
  const auto& rules = scene.snapshot.fleet->rules;
  auto running = jobOf(rules[0], sceneTime() - 34s, 0xf001);
  run(running, scene);
  auto queued = jobOf(rules[1], sceneTime() - 20s, 0xf002);
  return {running, queued};
}

JobStatus endedJob(const Scene& scene, std::size_t place) {
  const auto& rules = scene.snapshot.fleet->rules;
  const auto& rule = rules[place % rules.size()];
  const auto created = sceneTime() - 7min - place * 25min - std::chrono::seconds(numberOf(rule.id + std::to_string(place)) % 600);
  auto job = jobOf(rule, created, place);
  auto& record = job.record;
  record.kind = kindOf(rule, place);
  record.state = endOf(scene, place);
  record.started = created + 1s;
  record.finished = record.started + 12s + std::chrono::seconds(numberOf(record.id) % 190);
  job.phase = JobPhase::Done;
  const auto steps = record.tags_matched * rule.targets.size();
  if (record.kind != "audit") record.tags_copied = std::min<std::uint64_t>(steps, 3 + numberOf(record.id) % 9);
  if (record.state == JobState::Failed || record.state == JobState::Partial) {
    record.tags_failed = record.state == JobState::Failed ? 4 : 2;
    if (record.state == JobState::Failed) record.tags_copied = 0;
    record.error = rule.id + "/api:" + tagOf(23) + " at " + rule.targets.front() + ": 429 TOOMANYREQUESTS: rate limit exceeded";
  }
  record.tags_unchanged = steps - record.tags_copied - record.tags_failed;
  record.written = {record.tags_copied * 61'000'000};
  record.bytes_total = record.written;
  record.read = {record.written.value / std::max<std::size_t>(rule.targets.size(), 1)};
  record.mounted = {record.tags_copied * 9'000'000};
  record.skipped = {record.tags_copied * 31'000'000};
  record.source_requests = 200;
  record.target_requests = 230 * rule.targets.size();
  job.tags_done = job.tags_total = steps;
  return job;
}

} // namespace meridian::offline
