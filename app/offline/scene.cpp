// SPDX-License-Identifier: GPL-3.0-or-later
#include "offline/scene.h"

#include "offline/scene_fleet.h"
#include "offline/scene_parts.h"
#include "offline/world.h"

#include <algorithm>
#include <cmath>

namespace meridian::offline {

using engine::RegionState;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kShownJobs = 60; ///< of those that have ended

engine::Figure figure(double value, double change, double swing) {
  engine::Figure made{value, change, {}};
  for (int i = 0; i < 24; ++i) made.history.push_back(static_cast<float>(value - swing * (1 + std::sin(i * 0.7)) * (24 - i) / 24));
  made.history.back() = static_cast<float>(value);
  return made;
}

void fillFigures(Scene& scene) {
  auto& s = scene.snapshot;
  auto& f = s.figures;
  f.success_rate = scene.failing ? figure(0.871, -0.112, -0.06) : figure(0.9987, 0.0004, 0.002);
  f.transfer_p95 = scene.failing ? figure(41.6, 29.3, 12) : figure(8.4, -1.2, -0.9);
  std::size_t equal = 0, total = 0;
  f.throughput.history.assign(60, 0);
  for (const auto& region : s.regions) {
    equal += region.tags_equal;
    total += region.tags_total;
    if (region.tags_equal < region.tags_total) ++f.regions_drifted;
    f.throughput.value = f.throughput.value.value_or(0) + region.in.value;
    for (std::size_t i = 0; i < region.history.size() && region.in.value > 0; ++i) f.throughput.history[i] += region.history[i];
  }
  f.throughput_peak = 4.6e8;
  f.tags_mirrored = equal;
  const auto share = static_cast<double>(equal) / static_cast<double>(std::max<std::size_t>(total, 1));
  f.consistency = figure(share, scene.failing ? -0.041 : 0.0, scene.failing ? -0.01 : 0.0);
}

Scene put(std::string name, engine::Fleet fleet, bool failing, bool moving) {
  Scene scene;
  scene.name = std::move(name);
  scene.failing = failing;
  scene.repositories = repositoriesOf(fleet);
  scene.jobs = 48;
  scene.snapshot.revision = 1;
  scene.snapshot.time = sceneTime();
  scene.snapshot.fleet = std::make_shared<const engine::Fleet>(std::move(fleet));
  fillRegions(scene, moving);
  fillLinks(scene);
  if (moving) scene.snapshot.jobs = openJobs(scene);
  fillReleases(scene);
  fillFigures(scene);
  return scene;
}

} // namespace

base::Timestamp sceneTime() { return std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 9h + 12min; }

const std::vector<std::string>& sceneNames() {
  static const std::vector<std::string> kNames{"fine", "empty", "failing", "wide", "vast", "three"};
  return kNames;
}

std::string subjectOf(const Scene& scene, std::string_view page) {
  if (scene.repositories.empty()) return {};
  if (page == "region") return scene.snapshot.regions[1].region.id;
  if (page == "image") return scene.repositories.front() + ":" + tagOf(23);
  return {};
}

std::optional<Scene> makeScene(std::string_view name) {
  std::optional<Scene> scene;
  if (name == "fine" || name == "vast") scene = put(std::string(name), scriptedFleet(), false, true);
  if (name == "failing") scene = put("failing", scriptedFleet(), true, true);
  if (name == "wide") scene = put("wide", fortyRegions(), false, true);
  if (name == "three") scene = put("three", threeRegions(), false, false);
  if (name == "empty") {
    scene.emplace();
    scene->name = name;
    scene->snapshot.revision = 1;
    scene->snapshot.time = sceneTime();
    scene->snapshot.fleet = std::make_shared<const engine::Fleet>();
  }
  if (!scene || name == "empty") return scene;
  if (name == "vast") {
    scene->tags = 100'000;
    scene->jobs = 10'000;
  }
  for (std::size_t i = 0; i < std::min(scene->jobs, kShownJobs); ++i) scene->snapshot.jobs.push_back(endedJob(*scene, i));
  return scene;
}

} // namespace meridian::offline
