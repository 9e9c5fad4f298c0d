// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"
#include "models/row_model.h"

namespace meridian::models {

/// Model `jobs`: jobId, title, subtitle, kind ("sync", "promote", ...), kindIcon, status, statusText, progress, percentText, bytesText, rateText,
/// rightText, whyNot, tagsText, startedText, durationText, ruleId, canCancel, paused, phaseText, leftText.
[[nodiscard]] QList<QByteArray> jobRoles();
/// A job and what its cells are made with.
struct JobPicture {
  const engine::JobStatus& job;
  const engine::Fleet& fleet;
  base::Timestamp now;
  const std::vector<engine::RegionStatus>& regions;
};
[[nodiscard]] std::span<const Column<JobPicture>> jobColumns();
[[nodiscard]] QList<Row> jobRows(const engine::Snapshot& snapshot, base::Timestamp now);

/// Model `jobImages`: target, targetName, ref, digestText, status, statusText, bytesText, progress, error (the registry's
/// words), fix (what to do about it), size, rank (of the status: what needs a look first).
[[nodiscard]] QList<QByteArray> imageRoles();
[[nodiscard]] QList<Row> imageRows(const std::vector<engine::ImageStatus>& images, const engine::Fleet& fleet);

/// Model `jobBlobs`: digest, digestText, targetName, repository, sizeText, bytesText, progress, moving, origin,
/// originText, status, statusText, size, rank.
[[nodiscard]] QList<QByteArray> blobRoles();
[[nodiscard]] QList<Row> blobRows(const std::vector<engine::BlobStatus>& blobs, const engine::Fleet& fleet);

/// Model `jobEvents`: timeText, level, text.
[[nodiscard]] QList<QByteArray> eventRoles();
[[nodiscard]] QList<Row> eventRows(const std::vector<ports::EventRecord>& events);

[[nodiscard]] bool isOpen(ports::JobState state); ///< queued or running
[[nodiscard]] QString jobTitle(const engine::JobStatus& job);
/// What a finished job did: "24 tags copied, 1.2 GB in 6 min".
[[nodiscard]] QString jobOutcome(const engine::JobStatus& job);
[[nodiscard]] int countJobs(const engine::Snapshot& snapshot, std::initializer_list<ports::JobState> states);
/// Rules whose newest finished job failed, wholly or in part: what the badge counts. A later success clears it.
[[nodiscard]] int failingRules(const engine::Snapshot& snapshot);

} // namespace meridian::models
