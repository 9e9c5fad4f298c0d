// SPDX-License-Identifier: GPL-3.0-or-later
// What a scene tells of its jobs.
#include "offline/scene_answers.h"
#include "offline/scene_fleet.h"
#include "offline/scene_parts.h"

#include <algorithm>

namespace meridian::offline {

using base::Errc;
using base::fail;
using base::Result;
using engine::BlobStatus;
using engine::ImageStatus;
using engine::JobStatus;
using ports::JobState;
using namespace std::chrono_literals;

namespace {

std::optional<JobStatus> find(const Scene& scene, const std::string& id) {
  for (const auto& job : scene.snapshot.jobs)
    if (job.record.id == id) return job;
  for (std::size_t i = 0; i < scene.jobs; ++i)
    if (auto job = endedJob(scene, i); job.record.id == id) return job;
  return std::nullopt;
}

constexpr std::size_t kImages = 9; ///< of a job, at each target

ImageStatus::State stateOf(const JobStatus& job, std::size_t number) {
  using State = ImageStatus::State;
  switch (job.record.state) {
  case JobState::Queued: return State::Waiting;
  case JobState::Running: return number < 3 ? State::Copied : number < 5 ? State::Copying : number < 7 ? State::Waiting : State::Unchanged;
  case JobState::Cancelled:
  case JobState::Interrupted: return number < 4 ? State::Copied : State::Cancelled;
  case JobState::Failed:
  case JobState::Partial: return number < job.record.tags_failed ? State::Failed : job.record.tags_copied > 0 && number < 6 ? State::Copied : State::Unchanged;
  case JobState::Succeeded: break;
  }
  return number < job.record.tags_copied ? State::Copied : State::Unchanged;
}

std::vector<ImageStatus> imagesOf(const JobStatus& job) {
  std::vector<ImageStatus> images;
  for (const auto& target : job.targets)
    for (std::size_t i = 0; i < kImages; ++i) {
      ImageStatus image;
      image.target = target;
      image.ref = job.record.rule + (i % 2 == 0 ? "/api:" : "/web:") + tagOf(23 - i);
      image.digest = digestOf(image.ref);
      image.state = stateOf(job, i);
      image.total = {48'000'000 + numberOf(image.ref) % 150'000'000};
      if (image.state == ImageStatus::State::Copied) image.done = image.total;
      if (image.state == ImageStatus::State::Copying) image.done = {image.total.value * (3 + i) / 10};
      if (image.state == ImageStatus::State::Failed) {
        image.error_code = "TOO_MANY_REQUESTS";
        image.error_message = "429 TOOMANYREQUESTS: rate limit exceeded: 600 requests per 6 hours";
      }
      images.push_back(std::move(image));
    }
  return images;
}

} // namespace

std::vector<ports::JobRecord> jobRecords(const Scene& scene, std::size_t limit) {
  std::vector<ports::JobRecord> records;
  for (const auto& job : scene.snapshot.jobs)
    if (job.phase != engine::JobPhase::Done && records.size() < limit) records.push_back(job.record);
  for (std::size_t i = 0; i < scene.jobs && records.size() < limit; ++i) records.push_back(endedJob(scene, i).record);
  return records;
}

std::vector<ImageStatus> jobImages(const Scene& scene, const std::string& job) {
  const auto found = find(scene, job);
  return found && found->record.kind != "audit" ? imagesOf(*found) : std::vector<ImageStatus>{};
}

std::vector<BlobStatus> jobBlobs(const Scene& scene, const std::string& job) {
  const auto found = find(scene, job);
  std::vector<BlobStatus> blobs;
  if (!found || found->record.state != JobState::Running) return blobs;
  for (std::size_t i = 0; i < 18; ++i) {
    BlobStatus blob;
    blob.target = found->targets[i % found->targets.size()];
    blob.repository = found->record.rule + (i % 3 == 0 ? "/web" : "/api");
    blob.digest = digestOf(blob.repository + std::to_string(i));
    blob.size = {6'000'000 + numberOf(blob.digest) % 64'000'000};
    blob.state = i < 6 ? BlobStatus::State::Moving : i < 12 ? BlobStatus::State::Waiting : BlobStatus::State::Done;
    blob.origin = i < 6 ? (i == 2 ? "resumed" : "pulled") : i < 12 ? "" : i % 3 == 0 ? "mounted" : i % 3 == 1 ? "there already" : "pulled";
    if (i == 2) blob.resumed = {blob.size.value / 4};
    blob.done = i < 6 ? base::ByteCount{blob.size.value * (2 + i) / 9} : i < 12 ? base::ByteCount{} : blob.size;
    blobs.push_back(std::move(blob));
  }
  return blobs;
}

std::vector<ports::EventRecord> jobEvents(const Scene& scene, const std::string& job, std::uint64_t after) {
  std::vector<ports::EventRecord> events;
  std::uint64_t seq = 0;
  const auto tell = [&](const JobStatus& of, base::Timestamp time, const char* level, std::string text) {
    if (++seq > after && (job.empty() || job == of.record.id)) events.push_back({seq, of.record.id, time, level, std::move(text)});
  };
  for (auto it = scene.snapshot.jobs.rbegin(); it != scene.snapshot.jobs.rend(); ++it) {
    const auto& r = it->record;
    if (r.state == JobState::Queued) continue;
    tell(*it, r.started, "info", r.kind + " of rule \"" + r.rule + "\" started");
    tell(*it, r.started + 1s, "info", std::to_string(r.tags_matched) + " tags matched at the source");
    if (r.tags_failed > 0) tell(*it, r.started + 5s, "warning", r.error + "; trying again in 4 s");
    if (r.finished == base::Timestamp{}) continue;
    const bool good = r.state == JobState::Succeeded;
    tell(*it, r.finished, good ? "info" : r.state == JobState::Failed ? "error" : "warning",
         std::to_string(r.tags_copied) + " copied, " + std::to_string(r.tags_failed) + " failed");
  }
  return events;
}

Result<engine::JobSummary> jobSummary(const Scene& scene, const std::string& job) {
  const auto found = find(scene, job);
  if (!found) return fail(Errc::NotFound, "there is no job \"" + job + "\"");
  engine::JobSummary summary;
  summary.record = found->record;
  for (const auto& target : found->targets)
    summary.targets.push_back({target, found->record.state, found->record.tags_copied / found->targets.size()});
  for (const auto& image : imagesOf(*found)) {
    const bool failed = image.state == ImageStatus::State::Failed;
    if (!failed && image.state != ImageStatus::State::Copied) continue;
    ports::OutcomeRecord outcome{job, image.target, image.ref, image.digest, failed ? "failed" : "copied", image.done,
                                 base::Seconds(4.2), found->record.finished, image.error_code, image.error_message, failed ? 429 : 0, {}, 0};
    summary.outcomes.push_back(std::move(outcome));
  }
  return summary;
}

Result<plan::Plan> jobPlan(const Scene& scene, const engine::JobRequest& request) {
  const auto& fleet = *scene.snapshot.fleet;
  const auto* rule = request.once ? &*request.once : fleet.rule(request.rule);
  if (!rule) return fail(Errc::NotFound, "there is no rule \"" + request.rule + "\"");
  auto matches = ruleMatches(scene, *rule);
  if (!matches) return base::pass(std::move(matches));
  plan::Plan plan;
  plan.rule = rule->id;
  plan.source = rule->source;
  plan.tags_matched = matches->tags_selected;
  for (const auto& id : request.targets.empty() ? rule->targets : request.targets) {
    plan::TargetPlan target;
    target.id = id;
    target.tags_copied = std::min<std::size_t>(plan.tags_matched, 6 + numberOf(id) % 12);
    target.tags_unchanged = plan.tags_matched - target.tags_copied;
    target.tags_replaced = target.tags_copied / 6;
    target.blobs = target.tags_copied * 3;
    target.write = {target.tags_copied * 71'000'000};
    target.mounted = {target.tags_copied * 22'000'000};
    target.skipped = {target.tags_copied * 38'000'000};
    target.requests = target.tags_copied * 11 + plan.tags_matched;
    for (std::size_t i = 0; i < target.tags_copied; ++i) {
      plan::TagStep step;
      step.target = plan.targets.size();
      step.repository = matches->repositories[i % matches->repositories.size()].name;
      step.tag = tagOf(23 - i % 24);
      step.bytes = {71'000'000};
      plan.tags.push_back(std::move(step));
    }
    plan.read.value = std::max(plan.read.value, target.write.value);
    plan.targets.push_back(std::move(target));
  }
  plan.source_requests = plan.tags_matched * 2 + 60;
  plan.estimate = base::Seconds(static_cast<double>(plan.read.value) / 9.5e6);
  return plan;
}

} // namespace meridian::offline
