// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/console/fake_link.h"

#include "base/clock.h"

#include <cmath>

namespace meridian::support {

FakeLink::FakeLink() : m_snapshot(std::make_shared<engine::Snapshot>()) {}

void FakeLink::show(engine::Snapshot snapshot) {
  snapshot.revision = m_snapshot->revision + 1;
  m_snapshot = std::make_shared<const engine::Snapshot>(std::move(snapshot));
  emit changed();
}

base::Result<std::string> FakeLink::start(const engine::JobRequest& request) {
  if (refusal) return base::fail(*refusal);
  started.push_back(request.rule);
  requests.push_back(request);
  return "job-" + request.rule;
}

base::Result<std::string> FakeLink::retryFailed(const std::string& job) {
  if (refusal) return base::fail(*refusal);
  retried.push_back(job);
  return "retry-" + job;
}

base::Result<void> FakeLink::cancel(const std::string& job) {
  if (refusal) return base::fail(*refusal);
  cancelled.push_back(job);
  return {};
}

base::Result<void> FakeLink::pause(const std::string& job, bool hold) {
  if (refusal) return base::fail(*refusal);
  (hold ? paused : resumed).push_back(job);
  return {};
}

base::Result<void> FakeLink::moveToTop(const std::string& job) {
  if (refusal) return base::fail(*refusal);
  moved_to_top.push_back(job);
  return {};
}

base::Result<void> FakeLink::setSlowMode(base::RateLimit limit) {
  if (refusal) return base::fail(*refusal);
  slow_modes.push_back(limit);
  auto next = *m_snapshot;
  next.slow = limit;
  show(std::move(next));
  return {};
}

base::Result<void> FakeLink::replaceFleet(const engine::Fleet& fleet) {
  if (refusal) return base::fail(*refusal);
  saved.push_back(fleet);
  auto next = *m_snapshot;
  next.fleet = std::make_shared<const engine::Fleet>(fleet);
  show(std::move(next));
  return {};
}

FakeLink::Question FakeLink::later(std::function<void()> deliver) {
  const auto question = ++m_last;
  m_open[question] = true;
  QTimer::singleShot(0, this, [this, question, deliver = std::move(deliver)] {
    if (m_open.erase(question) > 0) deliver();
  });
  return question;
}

FakeLink::Question FakeLink::plan(const engine::JobRequest& request, Answer<base::Result<plan::Plan>> answer) {
  planned.push_back(request.rule);
  return later([this, answer] { answer(plan_answer); });
}

FakeLink::Question FakeLink::check(const engine::Region& region, std::optional<auth::Credential> typed,
                                   Answer<engine::RegionCheck> answer) {
  checked.push_back(region);
  if (typed) stored["typed"] = *typed;
  return later([this, answer] { answer(check_answer); });
}

FakeLink::Question FakeLink::storeCredential(const std::string& name, const auth::Credential& credential,
                                             Answer<base::Result<void>> answer) {
  const auto refused = refusal;
  if (!refused) stored[name] = credential;
  return later([answer, refused] { answer(refused ? base::Result<void>(base::fail(*refused)) : base::Result<void>()); });
}

FakeLink::Question FakeLink::images(const std::string&, Answer<std::vector<engine::ImageStatus>> answer) {
  return later([this, answer] { answer(image_answer); });
}

FakeLink::Question FakeLink::blobs(const std::string&, Answer<std::vector<engine::BlobStatus>> answer) {
  return later([this, answer] { answer(blob_answer); });
}

FakeLink::Question FakeLink::knownProfile(const std::string&,
                                          Answer<std::optional<ports::RegistryProfile>> answer) {
  return later([this, answer] { answer(known_answer); });
}

FakeLink::Question FakeLink::probe(const std::string& region,
                                   Answer<base::Result<ports::RegistryProfile>> answer) {
  probed.push_back(region);
  return later([this, answer] { answer(probe_answer); });
}

FakeLink::Question FakeLink::matches(const plan::Rule& rule, Answer<base::Result<engine::RuleMatches>> answer) {
  matched.push_back(rule);
  return later([this, answer] { answer(match_answer); });
}

FakeLink::Question FakeLink::tags(const std::string& repository, Answer<base::Result<engine::TagMatrix>> answer) {
  matrices.push_back(repository);
  return later([this, answer] { answer(tag_answer); });
}

FakeLink::Question FakeLink::deleted(const std::string&, Answer<base::Result<std::vector<engine::DeletedTag>>> answer) {
  return later([this, answer] { answer(deleted_answer); });
}

FakeLink::Question FakeLink::auditReport(const std::string&, engine::ReportFormat,
                                         Answer<base::Result<std::string>> answer) {
  return later([this, answer] { answer(report_answer); });
}

FakeLink::Question FakeLink::events(const std::string&, std::uint64_t seq,
                                    Answer<std::vector<ports::EventRecord>> answer) {
  return later([this, seq, answer] {
    std::vector<ports::EventRecord> after;
    for (const auto& event : event_answer)
      if (event.seq > seq) after.push_back(event);
    answer(std::move(after));
  });
}

FakeLink::Question FakeLink::repositories(const std::string& region,
                                          Answer<base::Result<std::vector<std::string>>> answer) {
  catalogues.push_back(region);
  return later([this, answer] { answer(repository_answer); });
}

FakeLink::Question FakeLink::image(const std::string& repository, const std::string& reference,
                                   Answer<base::Result<engine::ImageDetail>> answer) {
  looked_at.push_back(repository + ":" + reference);
  return later([this, answer] { answer(image_detail_answer); });
}

FakeLink::Question FakeLink::lineHistory(const std::string&, const std::string&,
                                         Answer<base::Result<engine::LineHistory>> answer) {
  return later([this, answer] { answer(line_answer); });
}

FakeLink::Question FakeLink::address(const std::string& text, Answer<base::Result<std::string>> answer) {
  addresses.push_back(text);
  const auto plain = text.find("://") == std::string::npos ? "https://" + text : text;
  return later([this, answer, plain] { answer(address_answer.value_or(base::Result<std::string>(plain))); });
}

FakeLink::Question FakeLink::certificate(const std::string& url, Answer<base::Result<engine::ServerCertificate>> answer) {
  certified.push_back(url);
  return later([this, answer] { answer(certificate_answer); });
}

FakeLink::Question FakeLink::keepCertificate(const std::string& name, const std::string&,
                                             Answer<base::Result<std::string>> answer) {
  kept.push_back(name);
  return later([this, answer] { answer(kept_answer); });
}

FakeLink::Question FakeLink::credentials(const std::string&,
                                         Answer<base::Result<std::vector<engine::CredentialHint>>> answer) {
  return later([this, answer] { answer(credential_answer); });
}

FakeLink::Question FakeLink::actions(std::uint64_t before_seq, std::size_t limit,
                                     Answer<base::Result<std::vector<ports::ActionRecord>>> answer) {
  return later([this, before_seq, limit, answer] {
    std::vector<ports::ActionRecord> page;
    for (const auto& action : action_answer)
      if ((before_seq == 0 || action.seq < before_seq) && page.size() < limit) page.push_back(action);
    answer(std::move(page));
  });
}

FakeLink::Question FakeLink::jobs(std::size_t, Answer<base::Result<std::vector<ports::JobRecord>>> answer) {
  return later([this, answer] { answer(jobs_answer); });
}

FakeLink::Question FakeLink::summary(const std::string&, Answer<base::Result<engine::JobSummary>> answer) {
  return later([this, answer] { answer(summary_answer); });
}

void FakeLink::drop(Question question) {
  if (m_open.erase(question) > 0) dropped.push_back(question);
}

namespace {

engine::RegionStatus region(const char* id, const char* name, double lat, double lon, engine::RegionState state) {
  engine::RegionStatus status;
  status.region = {id, name, engine::Role::Replica, lat, lon, std::string("https://registry.") + id + ".example.com", {}, {}};
  status.state = state;
  status.tags_total = status.tags_equal = 402;
  status.last_check = status.last_in_sync = base::SystemClock().now() - std::chrono::seconds(150);
  for (int i = 0; i < 60; ++i)
    status.history.push_back(static_cast<float>(9e7 + 4e7 * std::sin(i / 7.0 + lon) + 1e7 * std::sin(i * 1.7 + lat)));
  status.in.value = static_cast<double>(status.history.back());
  return status;
}

engine::JobStatus job(const char* id, const char* rule, ports::JobState state, std::vector<std::string> targets) {
  engine::JobStatus status;
  status.record.id = id;
  status.record.rule = rule;
  status.record.state = state;
  status.targets = std::move(targets);
  status.record.created = status.record.started = base::SystemClock().now() - std::chrono::minutes(9);
  status.phase = engine::JobPhase::Done;
  status.record.tags_matched = 24;
  return status;
}

void finish(engine::JobStatus& status, std::chrono::seconds after) {
  status.record.finished = status.record.started + after;
  status.record.written = {1'240'000'000};
}

} // namespace

engine::Snapshot sampleSnapshot() {
  using engine::RegionState;
  engine::Snapshot s;
  s.time = base::SystemClock().now();
  s.regions = {region("fra", "Frankfurt", 50.11, 8.68, RegionState::InSync),
               region("tyo", "Tokyo", 35.68, 139.69, RegionState::Syncing),
               region("sjc", "Silicon Valley", 37.37, -121.93, RegionState::InSync),
               region("sin", "Singapore", 1.35, 103.82, RegionState::Drift),
               region("gru", "São Paulo", -23.55, -46.63, RegionState::Failed)};
  s.regions[0].region.role = engine::Role::Primary;
  s.regions[0].out.value = 4.1e8;
  s.regions[1].done = {3'100'000'000};
  s.regions[1].total = {7'400'000'000};
  s.regions[3].tags_equal = 399;
  s.regions[4].tags_equal = 371;
  s.regions[4].problem = base::Error{base::Errc::TooManyRequests, "429 Too Many Requests", {}, 429, "TOOMANYREQUESTS", {},
                                     std::chrono::seconds(40)};
  auto fleet = std::make_shared<engine::Fleet>();
  for (const auto& status : s.regions) fleet->regions.push_back(status.region);
  plan::Rule base;
  base.id = "base";
  base.source = "fra";
  base.targets = {"tyo", "sjc", "sin", "gru"};
  base.repositories = {"base/*", "!base/scratch"};
  base.tags.exclude = {"*-rc*"};
  base.tags.latest = 5;
  plan::Rule app = base;
  app.id = "app";
  app.targets = {"tyo", "sjc"};
  app.repositories = {"app/*"};
  app.tags.semver = ">=1.2 <3";
  fleet->rules = {base, app};
  s.fleet = fleet;
  for (std::size_t i = 1; i < s.regions.size(); ++i)
    s.links.push_back({"fra", s.regions[i].region.id, s.regions[i].in, i != 4, s.regions[i].state, i != 4 ? 3U : 0U});

  auto running = job("20261122T091200Z-0001", "base", ports::JobState::Running, base.targets);
  running.phase = engine::JobPhase::Copying;
  running.done = {3'100'000'000};
  running.total = {7'400'000'000};
  running.rate = {2.1e8};
  running.left = base::Seconds(20.5);
  running.tags_done = 38;
  running.tags_total = 96;
  running.blobs_done = 38;
  running.blobs_total = 52;
  auto queued = job("20261122T091300Z-0002", "app", ports::JobState::Queued, app.targets);
  queued.phase = engine::JobPhase::Waiting;
  queued.record.started = {};
  auto failed = job("20261122T081200Z-0003", "app", ports::JobState::Failed, app.targets);
  failed.record.error = "São Paulo: 429 Too Many Requests";
  failed.record.tags_failed = 4;
  failed.record.tags_copied = 20;
  finish(failed, std::chrono::seconds(80));
  auto done = job("20261122T071200Z-0004", "base", ports::JobState::Succeeded, base.targets);
  done.record.tags_copied = 20;
  done.record.tags_unchanged = 76;
  finish(done, std::chrono::seconds(210));
  s.jobs = {running, queued, failed, done};
  s.figures.success_rate = {0.9962, 0.0014, {0.99F, 0.992F, 0.995F, 0.991F, 0.996F}};
  s.figures.transfer_p95 = {8.4, -1.2, {9.1F, 8.8F, 9.6F, 8.9F, 8.4F}};
  s.figures.throughput = {3.9e8, std::nullopt, s.regions[0].history};
  s.figures.throughput_peak = 4.6e8;
  s.figures.consistency = {0.9859, -0.0031, {1.0F, 0.99F, 0.995F, 0.99F, 0.9859F}};
  s.figures.regions_drifted = 1;
  s.figures.tags_mirrored = 2010;
  return s;
}

} // namespace meridian::support
