// SPDX-License-Identifier: GPL-3.0-or-later
// The side of a Job that others look at.
#include "engine/job.h"

#include <algorithm>

namespace meridian::engine {

JobStatus Job::status() const {
  const std::lock_guard lock(m_mutex);
  JobStatus status;
  status.record = m_record;
  status.targets = m_targets;
  status.phase = m_phase;
  status.paused = m_phase != JobPhase::Done && m_pause->isPaused();
  status.waiting = m_waiting;
  if (m_phase == JobPhase::Comparing) {
    addLook(status);
    return status;
  }
  if (!m_progress) return status;
  const auto figures = m_progress->figures();
  status.done = figures.done;
  status.total = figures.total;
  status.tags_done = figures.steps_done;
  status.tags_total = figures.steps_total;
  status.blobs_done = figures.blobs_done;
  status.blobs_total = figures.blobs_total;
  if (!figures.waiting.empty()) status.waiting = figures.waiting;
  if (m_phase == JobPhase::Copying) {
    for (std::size_t t = 0; t < m_prepared->plan.targets.size(); ++t) {
      const auto& target = m_prepared->plan.targets[t];
      status.shares.push_back({target.id, std::min(base::ByteCount{figures.written[t]}, target.write), target.write});
    }
    if (m_counted) return status;
    status.record.read += figures.read;
    status.record.written += figures.done;
    status.record.mounted += figures.mounted;
    status.record.resumed += figures.resumed;
    status.record.tags_failed += figures.steps_failed;
  }
  return status;
}

std::vector<ImageStatus> Job::images() const {
  const std::lock_guard lock(m_mutex);
  std::vector<ImageStatus> rows;
  if (!m_progress) return rows;
  const auto& plan = m_prepared->plan;
  rows.reserve(plan.tags.size());
  for (std::size_t i = 0; i < plan.tags.size(); ++i) {
    const auto progress = m_progress->step(i);
    ImageStatus row;
    row.target = plan.targets[plan.tags[i].target].id;
    row.ref = plan.tags[i].ref();
    row.digest = plan.tags[i].manifests.back()->digest.text();
    row.done = progress.done;
    row.total = progress.total;
    switch (progress.state) {
    case transfer::StepState::Waiting: row.state = ImageStatus::State::Waiting; break;
    case transfer::StepState::Copying: row.state = ImageStatus::State::Copying; break;
    case transfer::StepState::Copied: row.state = ImageStatus::State::Copied; break;
    case transfer::StepState::Failed: row.state = ImageStatus::State::Failed; break;
    case transfer::StepState::Cancelled: row.state = ImageStatus::State::Cancelled; break;
    }
    if (progress.error) {
      row.error_code = base::name(progress.error->code);
      row.error_message = progress.error->text();
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<BlobStatus> Job::blobs() const {
  constexpr std::size_t kMost = 500;
  const std::lock_guard lock(m_mutex);
  std::vector<BlobStatus> rows;
  if (!m_progress || m_phase == JobPhase::Done) return rows;
  for (const auto& blob : m_progress->blobs(kMost)) {
    BlobStatus row;
    row.target = m_prepared->plan.targets[blob.target].id;
    row.repository = blob.repository;
    row.digest = blob.digest.text();
    row.state = static_cast<BlobStatus::State>(blob.state);
    row.origin = transfer::name(blob.origin);
    row.size = blob.size;
    row.done = blob.done;
    row.resumed = blob.resumed;
    rows.push_back(std::move(row));
  }
  return rows;
}

Job::Flow Job::flow(bool with_queue) const {
  const std::lock_guard lock(m_mutex);
  Flow flow;
  if (const auto* rule = m_fleet->rule(m_request.rule)) flow.source = rule->source;
  if (!m_progress) return flow;
  if (with_queue && m_phase == JobPhase::Copying) flow.queued = m_progress->queued();
  const auto seen = [&](const std::string& id, const ports::Registry* registry) {
    if (const auto time = registry != nullptr ? registry->traffic().round_trip.load() : 0; time > 0) flow.round_trips[id] = std::chrono::microseconds(time);
  };
  seen(m_prepared->plan.source, m_prepared->source.get());
  for (std::size_t t = 0; t < m_prepared->targets.size(); ++t) seen(m_prepared->plan.targets[t].id, m_prepared->targets[t].get());
  const auto figures = m_progress->figures();
  flow.read = figures.read.value;
  for (std::size_t t = 0; t < m_prepared->plan.targets.size(); ++t)
    flow.written.emplace_back(m_prepared->plan.targets[t].id, figures.written[t]);
  flow.transfers = figures.transfers;
  return flow;
}

} // namespace meridian::engine
