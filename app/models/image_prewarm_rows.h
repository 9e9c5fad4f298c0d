// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/answers.h"
#include "engine/snapshot.h"
#include "models/row_model.h"
#include "plan/plan.h"

#include <map>

namespace meridian::models {

/// What a prewarm is about to do, does, or did. All but `snapshot` may be missing.
struct PrewarmView {
  const engine::Snapshot& snapshot;
  std::string source;                    ///< region id
  std::map<std::string, bool> chosen;    ///< by region, where somebody decided; else those that lack something
  const plan::Plan* plan = nullptr;      ///< over all regions but the source
  std::vector<std::string> targets{};    ///< of the job
  const engine::JobStatus* job = nullptr;
  const engine::JobSummary* summary = nullptr;
};

/// Model of the regions of a prewarm: regionId, name, seriesIndex, checked, canCheck, status (a key of Status.qml),
/// statusText ("Lacks 1.2 GB", "Copying 42 %", "Failed"), bytesText, timeText, progress (0..1), moving, warning, spokenText.
[[nodiscard]] QList<QByteArray> prewarmRoles();
[[nodiscard]] QList<Row> prewarmRows(const PrewarmView& view);

/// Regions that are chosen, in the fleet's order.
[[nodiscard]] std::vector<std::string> prewarmTargets(const PrewarmView& view);
/// "3.1 GB to 2 regions, about 4 min"; what is left to do where there is nothing to write.
[[nodiscard]] QString prewarmTotal(const PrewarmView& view);
/// How an ended job ended, in one sentence.
[[nodiscard]] QString prewarmResult(const engine::JobStatus& job);

} // namespace meridian::models
