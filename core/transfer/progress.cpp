// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/progress.h"

#include <algorithm>

namespace meridian::transfer {

Progress::Progress(const plan::Plan& plan, base::Clock& clock) : m_clock(clock), m_steps(plan.tags.size()) {
  m_figures.written.resize(plan.targets.size());
  m_figures.transfers.resize(plan.targets.size());
  m_figures.steps_total = plan.tags.size();
  for (const auto& blob : plan.blobs)
    for (const auto& delivery : blob.deliveries) {
      m_figures.blobs_total += 1 + delivery.mount_to.size();
      if (!delivery.mount_from) m_figures.total += blob.blob.size;
      m_blob_index.emplace(std::pair(delivery.target, blob.blob.digest), m_blobs.size());
      m_blobs.push_back({delivery.target, blob.blob.digest, delivery.repository, BlobProgress::State::Waiting,
                         BlobOrigin::Pulled, blob.blob.size, {}, {}});
    }
  for (const auto& blob : plan.present)
    m_blobs.push_back({blob.target, blob.digest, blob.repository, BlobProgress::State::Done, BlobOrigin::There, blob.size,
                       blob.size, {}});
  for (std::size_t i = 0; i < plan.tags.size(); ++i) {
    m_steps[i].total = plan.tags[i].bytes;
    for (const auto& digest : plan.tags[i].blobs) m_steps_of_blob[{plan.tags[i].target, digest}].push_back(i);
  }
}

Progress::Figures Progress::figures() const {
  const std::lock_guard lock(m_mutex);
  return m_figures;
}

std::vector<std::uint32_t> Progress::queued() const {
  const std::lock_guard lock(m_mutex);
  std::vector<std::uint32_t> out(m_figures.written.size());
  for (const auto& row : m_blobs)
    if (row.state == BlobProgress::State::Waiting) ++out[row.target];
  return out;
}

StepProgress Progress::step(std::size_t index) const {
  const std::lock_guard lock(m_mutex);
  return m_steps.at(index);
}

BlobProgress* Progress::blob(std::size_t target, const oci::Digest& digest) {
  const auto found = m_blob_index.find({target, digest});
  return found == m_blob_index.end() ? nullptr : &m_blobs[found->second];
}

std::vector<BlobProgress> Progress::blobs(std::size_t most) const {
  using State = BlobProgress::State;
  std::vector<BlobProgress> out;
  const std::lock_guard lock(m_mutex);
  for (const auto state : {State::Moving, State::Waiting, State::Failed, State::Done})
    for (const auto& row : m_blobs)
      if (row.state == state && out.size() < most) out.push_back(row);
  return out;
}

void Progress::blobFound(const oci::Digest& digest, base::ByteCount bytes) {
  const std::lock_guard lock(m_mutex);
  // What it finds at a second try, this run has read itself.
  if (!m_found.insert(digest).second || bytes.value == 0) return;
  m_figures.resumed += bytes;
  for (auto& row : m_blobs)
    if (row.digest == digest) row.origin = BlobOrigin::Resumed;
}

void Progress::uploadResumed(std::size_t target, const oci::Digest& digest, base::ByteCount offset) {
  const std::lock_guard lock(m_mutex);
  auto& flight = m_in_flight[{target, digest}];
  offset = offset - base::ByteCount{flight}; // what this run has sent itself is counted
  if (offset.value == 0) return;
  m_figures.resumed += offset;
  m_figures.done += offset;
  flight += offset.value;
  if (auto* row = blob(target, digest)) {
    row->origin = BlobOrigin::Resumed;
    row->state = BlobProgress::State::Moving;
    row->resumed = offset;
    row->done += offset;
  }
  if (m_complete.contains({target, digest})) return;
  for (const auto step : m_steps_of_blob[{target, digest}]) m_steps[step].done += offset;
}

void Progress::blobFailed(std::size_t target, const oci::Digest& digest) {
  const std::lock_guard lock(m_mutex);
  if (auto* row = blob(target, digest)) row->state = BlobProgress::State::Failed;
}

void Progress::blobRead(base::ByteCount bytes) {
  const std::lock_guard lock(m_mutex);
  m_figures.read += bytes;
}

void Progress::blobWritten(std::size_t target, const oci::Digest& digest, base::ByteCount bytes) {
  const std::lock_guard lock(m_mutex);
  m_figures.written[target] += bytes.value;
  m_figures.done += bytes;
  m_figures.waiting.clear();
  m_in_flight[{target, digest}] += bytes.value;
  if (auto* row = blob(target, digest); row != nullptr && row->state != BlobProgress::State::Done) {
    row->state = BlobProgress::State::Moving;
    row->done += bytes;
  }
  // An upload into a second repository moves the image's bytes once more, but the image has them already.
  if (m_complete.contains({target, digest})) return;
  for (const auto step : m_steps_of_blob[{target, digest}]) {
    m_steps[step].done += bytes;
    if (m_steps[step].state == StepState::Waiting) {
      m_steps[step].state = StepState::Copying;
      m_steps[step].started = m_clock.now();
    }
  }
}

void Progress::blobRestarted(std::size_t target, const oci::Digest& digest, base::ByteCount offset) {
  const std::lock_guard lock(m_mutex);
  const auto flight = m_in_flight.find({target, digest});
  if (flight == m_in_flight.end()) return;
  const auto lost = base::ByteCount{flight->second} - offset;
  if (lost.value == 0) return;
  flight->second -= lost.value;
  m_figures.done = m_figures.done - lost;
  if (auto* row = blob(target, digest); row != nullptr && row->state != BlobProgress::State::Done) {
    row->done = row->done - lost;
    row->resumed = {};
  }
  if (m_complete.contains({target, digest})) return;
  for (const auto step : m_steps_of_blob[{target, digest}]) m_steps[step].done = m_steps[step].done - lost;
}

void Progress::blobMounted(std::size_t target, const oci::Digest& digest, base::ByteCount bytes) {
  const std::lock_guard lock(m_mutex);
  m_figures.mounted += bytes;
  auto* row = blob(target, digest);
  if (row != nullptr && row->state == BlobProgress::State::Waiting) row->origin = BlobOrigin::Mounted;
}

void Progress::mountRefused(base::ByteCount bytes) {
  const std::lock_guard lock(m_mutex);
  m_figures.total += bytes;
}

void Progress::blobDone(std::size_t target, const oci::Digest& digest, base::ByteCount size) {
  const std::lock_guard lock(m_mutex);
  ++m_figures.blobs_done;
  const auto flight = m_in_flight.find({target, digest});
  const base::ByteCount missing = flight == m_in_flight.end() ? size : size - base::ByteCount{flight->second};
  if (flight != m_in_flight.end()) m_in_flight.erase(flight);
  if (auto* row = blob(target, digest)) {
    row->state = BlobProgress::State::Done;
    row->done = row->size;
  }
  if (!m_complete.insert({target, digest}).second) return;
  // A mounted blob was never in flight; for the image it is done all the same.
  for (const auto step : m_steps_of_blob[{target, digest}])
    m_steps[step].done = std::min(m_steps[step].done + missing, m_steps[step].total);
}

void Progress::transferStarted(std::size_t target) {
  const std::lock_guard lock(m_mutex);
  ++m_figures.transfers[target];
}

void Progress::transferEnded(std::size_t target) {
  const std::lock_guard lock(m_mutex);
  --m_figures.transfers[target];
}

void Progress::stepChanged(std::size_t index, StepState state, std::optional<base::Error> error) {
  const std::lock_guard lock(m_mutex);
  auto& step = m_steps[index];
  step.state = state;
  if (step.started == base::Timestamp{}) step.started = m_clock.now();
  if (state == StepState::Copying) return;
  step.finished = m_clock.now();
  step.error = std::move(error);
  ++m_figures.steps_done;
  if (state == StepState::Failed) ++m_figures.steps_failed;
}

void Progress::wait(std::string why) {
  const std::lock_guard lock(m_mutex);
  m_figures.waiting = std::move(why);
}

} // namespace meridian::transfer
