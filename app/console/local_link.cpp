// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/local_link.h"

#include <QMetaObject>

namespace meridian::console {

namespace {

constexpr qint64 kFrameMs = 90; // an engine whose clock runs fast makes more snapshots than eyes can follow

} // namespace

LocalLink::LocalLink(engine::Engine& engine, QObject* parent)
    : FleetLink(parent), m_engine(engine), m_snapshot(engine.snapshot()) {
  m_threads.setMaxThreadCount(4);
  m_threads.setObjectName(QStringLiteral("ask"));
  m_frame.setSingleShot(true);
  connect(&m_frame, &QTimer::timeout, this, &LocalLink::pull);
  // On an engine thread: one pull is enough for all snapshots that come before the GUI gets to it.
  m_subscription = engine.onSnapshot([this] {
    if (!m_pull_pending.exchange(true)) QMetaObject::invokeMethod(this, &LocalLink::wake, Qt::QueuedConnection);
  });
}

LocalLink::~LocalLink() {
  m_subscription.reset();
  for (auto& [question, stop] : m_open) stop.request_stop();
  m_threads.waitForDone();
}

void LocalLink::wake() {
  const auto since = m_last_pull.isValid() ? m_last_pull.elapsed() : kFrameMs;
  if (since >= kFrameMs)
    pull();
  else if (!m_frame.isActive())
    m_frame.start(static_cast<int>(kFrameMs - since));
}

void LocalLink::pull() {
  m_pull_pending = false;
  m_last_pull.start();
  auto snapshot = m_engine.snapshot();
  if (!snapshot || (m_snapshot && snapshot->revision == m_snapshot->revision)) return;
  m_snapshot = std::move(snapshot);
  emit changed();
}

base::Result<std::string> LocalLink::start(const engine::JobRequest& request) {
  return m_engine.start(request);
}
base::Result<std::string> LocalLink::retryFailed(const std::string& job) { return m_engine.retryFailed(job); }
base::Result<void> LocalLink::cancel(const std::string& job) { return m_engine.cancel(job); }
base::Result<void> LocalLink::pause(const std::string& job, bool hold) {
  return hold ? m_engine.pause(job) : m_engine.resume(job);
}
base::Result<void> LocalLink::moveToTop(const std::string& job) { return m_engine.moveToTop(job); }
void LocalLink::setSlowMode(base::RateLimit limit) { m_engine.setSlowMode(limit); }
base::Result<void> LocalLink::replaceFleet(const engine::Fleet& fleet) { return m_engine.replaceFleet(fleet); }

template <class Work, class Deliver>
FleetLink::Question LocalLink::ask(Work work, Deliver deliver) {
  const auto question = ++m_last;
  std::stop_source stop;
  m_open.emplace(question, stop);
  m_threads.start([this, question, stop, work = std::move(work), deliver = std::move(deliver)] {
    // Kept behind a pointer: a functor that Qt stores has to be copyable, an answer need not be.
    auto answer = std::make_shared<decltype(work(stop.get_token()))>(work(stop.get_token()));
    QMetaObject::invokeMethod(
        this,
        [this, question, answer, deliver] {
          if (m_open.erase(question) > 0) deliver(std::move(*answer));
        },
        Qt::QueuedConnection);
  });
  return question;
}

FleetLink::Question LocalLink::plan(const engine::JobRequest& request, Answer<base::Result<plan::Plan>> answer) {
  return ask([this, request](std::stop_token stop) { return m_engine.plan(request, stop); }, std::move(answer));
}

FleetLink::Question LocalLink::check(const engine::Region& region, std::optional<auth::Credential> typed,
                                     Answer<engine::RegionCheck> answer) {
  return ask([this, region, typed](std::stop_token stop) { return m_engine.check(region, typed, stop); },
             std::move(answer));
}

FleetLink::Question LocalLink::storeCredential(const std::string& name, const auth::Credential& credential,
                                               Answer<base::Result<void>> answer) {
  return ask([this, name, credential](std::stop_token stop) { return m_engine.storeCredential(name, credential, stop); },
             std::move(answer));
}

FleetLink::Question LocalLink::images(const std::string& job, Answer<std::vector<engine::ImageStatus>> answer) {
  return ask([this, job](std::stop_token) { return m_engine.images(job); }, std::move(answer));
}

FleetLink::Question LocalLink::blobs(const std::string& job, Answer<std::vector<engine::BlobStatus>> answer) {
  return ask([this, job](std::stop_token) { return m_engine.blobs(job); }, std::move(answer));
}

FleetLink::Question LocalLink::knownProfile(const std::string& region,
                                            Answer<std::optional<ports::RegistryProfile>> answer) {
  return ask([this, region](std::stop_token) { return m_engine.knownProfile(region); }, std::move(answer));
}

FleetLink::Question LocalLink::probe(const std::string& region,
                                     Answer<base::Result<ports::RegistryProfile>> answer) {
  return ask([this, region](std::stop_token stop) { return m_engine.profile(region, {}, stop); }, std::move(answer));
}

FleetLink::Question LocalLink::matches(const plan::Rule& rule, Answer<base::Result<engine::RuleMatches>> answer) {
  return ask([this, rule](std::stop_token stop) { return m_engine.matches(rule, stop); }, std::move(answer));
}

FleetLink::Question LocalLink::tags(const std::string& repository, Answer<base::Result<engine::TagMatrix>> answer) {
  return ask([this, repository](std::stop_token stop) { return m_engine.tags(repository, stop); }, std::move(answer));
}

FleetLink::Question LocalLink::deleted(const std::string& rule,
                                       Answer<base::Result<std::vector<engine::DeletedTag>>> answer) {
  return ask([this, rule](std::stop_token) { return m_engine.deleted(rule); }, std::move(answer));
}

FleetLink::Question LocalLink::auditReport(const std::string& rule, engine::ReportFormat format,
                                           Answer<base::Result<std::string>> answer) {
  return ask([this, rule, format](std::stop_token) { return m_engine.auditReport(rule, format); }, std::move(answer));
}

FleetLink::Question LocalLink::events(const std::string& job, std::uint64_t seq,
                                      Answer<std::vector<ports::EventRecord>> answer) {
  return ask([this, job, seq](std::stop_token) { return m_engine.events(job, seq); }, std::move(answer));
}

FleetLink::Question LocalLink::repositories(const std::string& region,
                                            Answer<base::Result<std::vector<std::string>>> answer) {
  return ask([this, region](std::stop_token stop) { return m_engine.repositories(region, stop); }, std::move(answer));
}

FleetLink::Question LocalLink::image(const std::string& repository, const std::string& reference,
                                     Answer<base::Result<engine::ImageDetail>> answer) {
  return ask([this, repository, reference](std::stop_token stop) { return m_engine.image(repository, reference, stop); },
             std::move(answer));
}

FleetLink::Question LocalLink::lineHistory(const std::string& from, const std::string& to,
                                           Answer<base::Result<engine::LineHistory>> answer) {
  return ask([this, from, to](std::stop_token) { return m_engine.lineHistory(from, to); }, std::move(answer));
}

FleetLink::Question LocalLink::address(const std::string& text, Answer<base::Result<std::string>> answer) {
  return ask([this, text](std::stop_token stop) { return m_engine.findRegistry(text, stop); }, std::move(answer));
}

FleetLink::Question LocalLink::certificate(const std::string& url, Answer<base::Result<engine::ServerCertificate>> answer) {
  return ask([this, url](std::stop_token stop) { return m_engine.certificate(url, stop); }, std::move(answer));
}

FleetLink::Question LocalLink::keepCertificate(const std::string& name, const std::string& pem,
                                               Answer<base::Result<std::string>> answer) {
  return ask([this, name, pem](std::stop_token) { return m_engine.keepCertificate(name, pem); }, std::move(answer));
}

FleetLink::Question LocalLink::credentials(const std::string& url,
                                           Answer<base::Result<std::vector<engine::CredentialHint>>> answer) {
  return ask([this, url](std::stop_token stop) { return m_engine.credentials(url, stop); }, std::move(answer));
}

FleetLink::Question LocalLink::actions(std::uint64_t before_seq, std::size_t limit,
                                       Answer<base::Result<std::vector<ports::ActionRecord>>> answer) {
  return ask([this, before_seq, limit](std::stop_token) { return m_engine.actions(before_seq, limit); }, std::move(answer));
}

FleetLink::Question LocalLink::jobs(std::size_t limit, Answer<base::Result<std::vector<ports::JobRecord>>> answer) {
  return ask([this, limit](std::stop_token) { return m_engine.jobs(limit); }, std::move(answer));
}

FleetLink::Question LocalLink::summary(const std::string& job, Answer<base::Result<engine::JobSummary>> answer) {
  return ask([this, job](std::stop_token) { return m_engine.job(job); }, std::move(answer));
}

void LocalLink::drop(Question question) {
  const auto open = m_open.find(question);
  if (open == m_open.end()) return;
  open->second.request_stop();
  m_open.erase(open);
}

} // namespace meridian::console
