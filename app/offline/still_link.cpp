// SPDX-License-Identifier: GPL-3.0-or-later
#include "offline/still_link.h"

#include "offline/scene_answers.h"
#include "offline/scene_parts.h"

#include <QTimer>

#include <algorithm>

namespace meridian::offline {

using base::Errc;
using base::fail;
using base::Result;
using engine::JobStatus;
using ports::JobState;

StillLink::StillLink(Scene scene, QObject* parent)
    : FleetLink(parent), m_scene(std::move(scene)), m_snapshot(std::make_shared<const engine::Snapshot>(m_scene.snapshot)) {}

void StillLink::show() {
  ++m_scene.snapshot.revision;
  m_snapshot = std::make_shared<const engine::Snapshot>(m_scene.snapshot);
  later([this] { emit changed(); });
}

StillLink::Question StillLink::later(std::function<void()> deliver) {
  const auto question = *m_open.insert(++m_last).first;
  QTimer::singleShot(0, this, [this, question, deliver = std::move(deliver)] {
    if (m_open.erase(question) > 0) deliver();
  });
  return question;
}

// --- commands

std::string StillLink::queue(const std::string& rule, const engine::JobRequest& request) {
  JobStatus job;
  job.record.id = jobId(sceneTime(), ++m_started);
  job.record.rule = rule;
  job.record.kind = engine::name(request.kind);
  job.record.created = sceneTime();
  job.targets = request.targets;
  const auto* of = request.once ? &*request.once : m_scene.snapshot.fleet->rule(rule);
  if (job.targets.empty() && of) job.targets = of->targets;
  auto& jobs = m_scene.snapshot.jobs;
  const auto first_ended = std::ranges::find(jobs, engine::JobPhase::Done, &JobStatus::phase);
  const auto id = job.record.id;
  jobs.insert(first_ended, std::move(job));
  show();
  return id;
}

Result<std::string> StillLink::start(const engine::JobRequest& request) {
  if (!request.once && !m_scene.snapshot.fleet->rule(request.rule))
    return fail(Errc::NotFound, "there is no rule \"" + request.rule + "\"");
  return queue(request.rule, request);
}

Result<std::string> StillLink::retryFailed(const std::string& job) {
  const auto found = std::ranges::find(m_scene.snapshot.jobs, job, [](const auto& status) { return status.record.id; });
  if (found == m_scene.snapshot.jobs.end()) return fail(Errc::NotFound, "there is no job \"" + job + "\"");
  return queue(found->record.rule, {});
}

Result<void> StillLink::change(const std::string& job, const std::function<void(JobStatus&)>& how) {
  for (auto& status : m_scene.snapshot.jobs)
    if (status.record.id == job && status.phase != engine::JobPhase::Done) {
      how(status);
      show();
      return {};
    }
  return fail(Errc::NotFound, "job \"" + job + "\" does not run");
}

Result<void> StillLink::cancel(const std::string& job) {
  return change(job, [](JobStatus& status) {
    status.record.state = JobState::Cancelled;
    status.record.finished = sceneTime();
    status.phase = engine::JobPhase::Done;
  });
}

Result<void> StillLink::pause(const std::string& job, bool hold) {
  return change(job, [hold](JobStatus& status) { status.paused = hold; });
}

Result<void> StillLink::moveToTop(const std::string& job) {
  return change(job, [](JobStatus&) {});
}

Result<void> StillLink::setSlowMode(base::RateLimit limit) {
  m_scene.snapshot.slow = limit;
  show();
  return {};
}

Result<void> StillLink::replaceFleet(const engine::Fleet& fleet) {
  if (const auto problems = engine::validate(fleet); !problems.empty())
    return fail(Errc::ConfigInvalid, problems.front().path + ": " + problems.front().message);
  std::vector<engine::RegionStatus> regions;
  for (const auto& region : fleet.regions) {
    const auto known = std::ranges::find(m_scene.snapshot.regions, region.id, [](const auto& status) { return status.region.id; });
    regions.push_back(known == m_scene.snapshot.regions.end() ? unknownRegion(region) : *known);
    regions.back().region = region;
  }
  m_scene.snapshot.regions = std::move(regions);
  m_scene.snapshot.fleet = std::make_shared<const engine::Fleet>(fleet);
  m_scene.snapshot.links.clear();
  fillLinks(m_scene);
  show();
  return {};
}

// --- questions

StillLink::Question StillLink::plan(const engine::JobRequest& request, Answer<Result<plan::Plan>> answer) {
  return later([this, request, answer] { answer(jobPlan(m_scene, request)); });
}
StillLink::Question StillLink::check(const engine::Region& region, std::optional<auth::Credential>, Answer<engine::RegionCheck> answer) {
  return later([this, region, answer] { answer(regionCheck(m_scene, region)); });
}
StillLink::Question StillLink::storeCredential(const std::string&, const auth::Credential&, Answer<Result<void>> answer) {
  return later([answer] { answer({}); });
}
StillLink::Question StillLink::images(const std::string& job, Answer<std::vector<engine::ImageStatus>> answer) {
  return later([this, job, answer] { answer(jobImages(m_scene, job)); });
}
StillLink::Question StillLink::blobs(const std::string& job, Answer<std::vector<engine::BlobStatus>> answer) {
  return later([this, job, answer] { answer(jobBlobs(m_scene, job)); });
}
StillLink::Question StillLink::knownProfile(const std::string& region, Answer<std::optional<ports::RegistryProfile>> answer) {
  return later([region, answer] { answer(registryProfile(region)); });
}
StillLink::Question StillLink::probe(const std::string& region, Answer<Result<ports::RegistryProfile>> answer) {
  return later([region, answer] { answer(registryProfile(region)); });
}
StillLink::Question StillLink::matches(const plan::Rule& rule, Answer<Result<engine::RuleMatches>> answer) {
  return later([this, rule, answer] { answer(ruleMatches(m_scene, rule)); });
}
StillLink::Question StillLink::tags(const std::string& repository, Answer<Result<engine::TagMatrix>> answer) {
  return later([this, repository, answer] { answer(tagMatrix(m_scene, repository)); });
}
StillLink::Question StillLink::deleted(const std::string& rule, Answer<Result<std::vector<engine::DeletedTag>>> answer) {
  return later([this, rule, answer] { answer(deletedTags(m_scene, rule)); });
}
StillLink::Question StillLink::auditReport(const std::string& rule, engine::ReportFormat, Answer<base::Result<std::string>> answer) {
  return later([rule, answer = std::move(answer)] {
    answer(base::fail(base::Errc::NotFound, "this is a picture: there is no report of " + rule));
  });
}

StillLink::Question StillLink::repositories(const std::string& region, Answer<Result<std::vector<std::string>>> answer) {
  return later([this, region, answer] { answer(repositoriesAt(m_scene, region)); });
}
StillLink::Question StillLink::image(const std::string& repository, const std::string& reference, Answer<Result<engine::ImageDetail>> answer) {
  return later([this, repository, reference, answer] { answer(imageDetail(m_scene, repository, reference)); });
}
StillLink::Question StillLink::lineHistory(const std::string& from, const std::string& to, Answer<Result<engine::LineHistory>> answer) {
  return later([this, from, to, answer] { answer(offline::lineHistory(m_scene, from, to)); });
}
StillLink::Question StillLink::address(const std::string& text, Answer<Result<std::string>> answer) {
  const auto url = text.find("://") == std::string::npos ? "https://" + text : text;
  return later([url, answer] { answer(url); });
}
StillLink::Question StillLink::certificate(const std::string& url, Answer<Result<engine::ServerCertificate>> answer) {
  return later([this, url, answer] { answer(serverCertificate(m_scene, url)); });
}
StillLink::Question StillLink::keepCertificate(const std::string& name, const std::string&, Answer<Result<std::string>> answer) {
  return later([name, answer] { answer("/etc/meridian/certificates/" + name + ".pem"); });
}
StillLink::Question StillLink::credentials(const std::string&, Answer<Result<std::vector<engine::CredentialHint>>> answer) {
  return later([answer] { answer(credentialHints()); });
}
StillLink::Question StillLink::actions(std::uint64_t before_seq, std::size_t limit, Answer<Result<std::vector<ports::ActionRecord>>> answer) {
  return later([this, before_seq, limit, answer] { answer(offline::actions(m_scene, before_seq, limit)); });
}
StillLink::Question StillLink::jobs(std::size_t limit, Answer<Result<std::vector<ports::JobRecord>>> answer) {
  return later([this, limit, answer] { answer(jobRecords(m_scene, limit)); });
}
StillLink::Question StillLink::summary(const std::string& job, Answer<Result<engine::JobSummary>> answer) {
  return later([this, job, answer] { answer(jobSummary(m_scene, job)); });
}
StillLink::Question StillLink::events(const std::string& job, std::uint64_t seq, Answer<std::vector<ports::EventRecord>> answer) {
  return later([this, job, seq, answer] { answer(jobEvents(m_scene, job, seq)); });
}

} // namespace meridian::offline
