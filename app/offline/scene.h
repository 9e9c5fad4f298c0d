// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::offline {

/// A still picture of a fleet at one moment: made up, and the same every time. What it answers when it is asked for more
/// is in scene_answers.h.
struct Scene {
  std::string name;
  bool failing = false;
  engine::Snapshot snapshot;
  std::vector<std::string> repositories; ///< of the primary's catalogue
  std::size_t tags = 24;                 ///< in the first repository; the others have at most 24
  std::size_t jobs = 0;                  ///< that have ended, however few the snapshot shows
};

/// "fine" (everything is well, one job runs), "empty" (no regions), "failing" (whatever can be wrong), "wide" (40 regions,
/// 6 rules), "vast" (a repository of 100,000 tags, 10,000 jobs), "three" (three regions, nothing moves).
[[nodiscard]] const std::vector<std::string>& sceneNames();
/// nullopt: no such scene.
[[nodiscard]] std::optional<Scene> makeScene(std::string_view name);
/// Whom a page about one region or image is about: "tyo", "platform/api:4.2.3"; empty for other pages and in "empty".
[[nodiscard]] std::string subjectOf(const Scene& scene, std::string_view page);
/// When all scenes are: 2026-11-22 09:12 UTC, a Sunday.
[[nodiscard]] base::Timestamp sceneTime();

} // namespace meridian::offline
