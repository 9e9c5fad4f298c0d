// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/answers.h"
#include "offline/scene.h"
#include "plan/plan.h"
#include "ports/registry_profile.h"

#include <string>
#include <vector>

// What a scene answers when it is asked for more than its snapshot shows. Pure: the same question, the same answer.
namespace meridian::offline {

[[nodiscard]] base::Result<std::vector<std::string>> repositoriesAt(const Scene& scene, const std::string& region);
[[nodiscard]] base::Result<engine::TagMatrix> tagMatrix(const Scene& scene, const std::string& repository);
[[nodiscard]] base::Result<engine::ImageDetail> imageDetail(const Scene& scene, const std::string& repository, const std::string& reference);
[[nodiscard]] base::Result<engine::RuleMatches> ruleMatches(const Scene& scene, const plan::Rule& rule);
[[nodiscard]] std::vector<engine::DeletedTag> deletedTags(const Scene& scene, const std::string& rule);

/// Newest first.
[[nodiscard]] std::vector<ports::JobRecord> jobRecords(const Scene& scene, std::size_t limit);
[[nodiscard]] std::vector<engine::ImageStatus> jobImages(const Scene& scene, const std::string& job);
[[nodiscard]] std::vector<engine::BlobStatus> jobBlobs(const Scene& scene, const std::string& job);
/// Of all jobs on show where `job` is empty.
[[nodiscard]] std::vector<ports::EventRecord> jobEvents(const Scene& scene, const std::string& job, std::uint64_t after);
[[nodiscard]] base::Result<engine::JobSummary> jobSummary(const Scene& scene, const std::string& job);
[[nodiscard]] base::Result<plan::Plan> jobPlan(const Scene& scene, const engine::JobRequest& request);

[[nodiscard]] base::Result<engine::LineHistory> lineHistory(const Scene& scene, const std::string& from, const std::string& to);
[[nodiscard]] std::vector<ports::ActionRecord> actions(const Scene& scene, std::uint64_t before, std::size_t limit);

[[nodiscard]] engine::RegionCheck regionCheck(const Scene& scene, const engine::Region& region);
[[nodiscard]] ports::RegistryProfile registryProfile(const std::string& region);
[[nodiscard]] engine::ServerCertificate serverCertificate(const Scene& scene, const std::string& url);
[[nodiscard]] std::vector<engine::CredentialHint> credentialHints();

} // namespace meridian::offline
