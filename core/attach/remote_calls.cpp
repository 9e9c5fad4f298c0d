// SPDX-License-Identifier: GPL-3.0-or-later
// The questions of questions.cpp, from the side that asks.
#include "attach/json/message_json.h"
#include "attach/remote_engine.h"
#include "attach/remote_interior.h"

namespace meridian::attach {

using base::Result;
using namespace engine;

namespace {

/// A command is answered at once; who does not answer in that time hangs.
constexpr std::chrono::seconds kAtOnce{5};
/// What has to be asked of registries takes the time that these take.
constexpr std::chrono::hours kAsLongAsItTakes{24};
/// Out of a database.
constexpr std::chrono::seconds kSoon{30};

template <class T>
Result<T> taken(Result<std::string> answer) {
  if (!answer) return base::pass(std::move(answer));
  const auto json = parse(*answer);
  if (!json) return base::fail(json.error());
  return readAnswer<T>(*json, "the engine's answer");
}

} // namespace

#define ASK(T, question, patience, stop, ...) taken<T>(m_interior->ask(question, text(Json::object_t __VA_ARGS__), patience, stop))

Result<void> RemoteEngine::replaceFleet(Fleet fleet) { return ASK(void, "replace_fleet", kAtOnce, {}, {{"fleet", encode(fleet)}}); }
Result<std::string> RemoteEngine::keepCertificate(std::string_view name, std::string_view pem) {
  return ASK(std::string, "keep_certificate", kAtOnce, {}, {{"name", name}, {"pem", pem}});
}
Result<std::string> RemoteEngine::start(JobRequest request) { return ASK(std::string, "start", kAtOnce, {}, {{"request", encode(request)}}); }
Result<std::string> RemoteEngine::retryFailed(std::string_view job) { return ASK(std::string, "retry_failed", kAtOnce, {}, {{"job", job}}); }
Result<void> RemoteEngine::cancel(std::string_view job) { return ASK(void, "cancel", kAtOnce, {}, {{"job", job}}); }
Result<void> RemoteEngine::pause(std::string_view job) { return ASK(void, "pause", kAtOnce, {}, {{"job", job}}); }
Result<void> RemoteEngine::resume(std::string_view job) { return ASK(void, "resume", kAtOnce, {}, {{"job", job}}); }
Result<void> RemoteEngine::moveToTop(std::string_view job) { return ASK(void, "move_to_top", kAtOnce, {}, {{"job", job}}); }
Result<void> RemoteEngine::setSlowMode(base::RateLimit limit) { return ASK(void, "slow_mode", kAtOnce, {}, {{"limit", encode(limit)}}); }
Result<void> RemoteEngine::storeCredential(std::string_view name, const auth::Credential& credential, std::stop_token stop) {
  return ASK(void, "store_credential", kAsLongAsItTakes, stop, {{"name", name}, {"credential", encode(credential)}});
}

Result<plan::Plan> RemoteEngine::plan(const JobRequest& request, std::stop_token stop) {
  return ASK(plan::Plan, "plan", kAsLongAsItTakes, stop, {{"request", encode(request)}});
}
RegionCheck RemoteEngine::check(const Region& region, std::optional<auth::Credential> typed, std::stop_token stop) {
  auto found = ASK(RegionCheck, "check", kAsLongAsItTakes, stop, {{"region", encode(region)}, {"typed", encode(typed)}});
  if (found) return std::move(*found);
  RegionCheck failed;
  failed.region = region.id;
  failed.error = std::move(found).error();
  return failed;
}
Result<ports::RegistryProfile> RemoteEngine::profile(std::string_view region, const ports::ProbeRequest& request, std::stop_token stop) {
  return ASK(ports::RegistryProfile, "profile", kAsLongAsItTakes, stop, {{"region", region}, {"request", encode(request)}});
}
Result<RuleMatches> RemoteEngine::matches(const plan::Rule& rule, std::stop_token stop) {
  return ASK(RuleMatches, "matches", kAsLongAsItTakes, stop, {{"rule", encode(rule)}});
}
Result<TagMatrix> RemoteEngine::tags(std::string_view repository, std::stop_token stop) {
  return ASK(TagMatrix, "tags", kAsLongAsItTakes, stop, {{"repository", repository}});
}
Result<std::vector<std::string>> RemoteEngine::repositories(std::string_view region, std::stop_token stop) {
  return ASK(std::vector<std::string>, "repositories", kAsLongAsItTakes, stop, {{"region", region}});
}
Result<ImageDetail> RemoteEngine::image(std::string_view repository, std::string_view reference, std::stop_token stop) {
  return ASK(ImageDetail, "image", kAsLongAsItTakes, stop, {{"repository", repository}, {"reference", reference}});
}
Result<std::string> RemoteEngine::findRegistry(std::string_view typed, std::stop_token stop) {
  return ASK(std::string, "find_registry", kAsLongAsItTakes, stop, {{"text", typed}});
}
Result<ServerCertificate> RemoteEngine::certificate(std::string_view url, std::stop_token stop) {
  return ASK(ServerCertificate, "certificate", kAsLongAsItTakes, stop, {{"url", url}});
}
Result<std::vector<CredentialHint>> RemoteEngine::credentials(std::string_view url, std::stop_token stop) {
  return ASK(std::vector<CredentialHint>, "credentials", kAsLongAsItTakes, stop, {{"url", url}});
}

Result<JobSummary> RemoteEngine::wait(std::string_view job, std::stop_token stop) {
  // An engine that starts over knows how the job ended, or that it was interrupted.
  for (;;) {
    auto ended = ASK(JobSummary, "wait", kAsLongAsItTakes, stop, {{"job", job}});
    if (ended || ended.error().code != base::Errc::ConnectionLost || !m_interior->waitUntilLive(stop)) return ended;
  }
}
Result<std::vector<ports::JobRecord>> RemoteEngine::jobs(std::size_t limit) {
  return ASK(std::vector<ports::JobRecord>, "jobs", kSoon, {}, {{"limit", limit}});
}
Result<JobSummary> RemoteEngine::job(std::string_view id) { return ASK(JobSummary, "job", kSoon, {}, {{"id", id}}); }
std::vector<ImageStatus> RemoteEngine::images(std::string_view job) {
  return ASK(std::vector<ImageStatus>, "images", kSoon, {}, {{"job", job}}).value_or(std::vector<ImageStatus>{});
}
std::vector<BlobStatus> RemoteEngine::blobs(std::string_view job) {
  return ASK(std::vector<BlobStatus>, "blobs", kSoon, {}, {{"job", job}}).value_or(std::vector<BlobStatus>{});
}
std::vector<ports::EventRecord> RemoteEngine::events(std::string_view job, std::uint64_t after) {
  return ASK(std::vector<ports::EventRecord>, "events", kSoon, {}, {{"job", job}, {"after", after}})
      .value_or(std::vector<ports::EventRecord>{});
}
Result<std::vector<ports::ActionRecord>> RemoteEngine::actions(std::uint64_t before, std::size_t limit) {
  return ASK(std::vector<ports::ActionRecord>, "actions", kSoon, {}, {{"before", before}, {"limit", limit}});
}
Result<std::vector<DeletedTag>> RemoteEngine::deleted(std::string_view rule) {
  return ASK(std::vector<DeletedTag>, "deleted", kSoon, {}, {{"rule", rule}});
}
std::optional<AuditStatus> RemoteEngine::audited(std::string_view rule) {
  return ASK(std::optional<AuditStatus>, "audited", kSoon, {}, {{"rule", rule}}).value_or(std::optional<AuditStatus>{});
}
Result<std::string> RemoteEngine::auditReport(std::string_view rule, ReportFormat format) {
  return ASK(std::string, "audit_report", kSoon, {}, {{"rule", rule}, {"format", encode(format)}});
}
Result<LineHistory> RemoteEngine::lineHistory(std::string_view from, std::string_view to) {
  return ASK(LineHistory, "line_history", kSoon, {}, {{"from", from}, {"to", to}});
}
std::optional<ports::RegistryProfile> RemoteEngine::knownProfile(std::string_view region) {
  return ASK(std::optional<ports::RegistryProfile>, "known_profile", kSoon, {}, {{"region", region}})
      .value_or(std::optional<ports::RegistryProfile>{});
}

#undef ASK

} // namespace meridian::attach
