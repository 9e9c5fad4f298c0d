// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "offline/scene.h"

// What a scene's snapshot is put together from.
namespace meridian::offline {

/// A status of each region of the fleet; `moving`: two of them are written to.
void fillRegions(Scene& scene, bool moving);
/// A status that a region has before anything is known of it.
[[nodiscard]] engine::RegionStatus unknownRegion(const engine::Region& region);
/// The arcs of the fleet's rules.
void fillLinks(Scene& scene);
/// Promotions and audits.
void fillReleases(Scene& scene);

/// Those that run and wait.
[[nodiscard]] std::vector<engine::JobStatus> openJobs(const Scene& scene);
/// The one that ended `place` jobs ago; place < scene.jobs.
[[nodiscard]] engine::JobStatus endedJob(const Scene& scene, std::size_t place);
/// "20261122T091200Z-0001".
[[nodiscard]] std::string jobId(base::Timestamp time, std::size_t number);

} // namespace meridian::offline
