// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/engine_link.h"

#include <QMetaObject>

namespace meridian::console {

namespace {

constexpr qint64 kFrameMs = 90; // an engine whose clock runs fast makes more snapshots than eyes can follow

} // namespace

EngineLink::EngineLink(engine::AnyEngine& engine, QObject* parent)
    : FleetLink(parent), m_engine(&engine), m_snapshot(engine.snapshot()), m_presence(engine.presence()) {
  m_threads.setMaxThreadCount(4);
  m_threads.setObjectName(QStringLiteral("ask"));
  m_frame.setSingleShot(true);
  connect(&m_frame, &QTimer::timeout, this, &EngineLink::pull);
  listen();
}

EngineLink::~EngineLink() { stopAll(); }

void EngineLink::listen() {
  // On an engine thread: one pull is enough for all snapshots that come before the GUI gets to it.
  m_subscription = m_engine->onSnapshot([this] {
    if (!m_pull_pending.exchange(true)) QMetaObject::invokeMethod(this, &EngineLink::wake, Qt::QueuedConnection);
  });
}

void EngineLink::stopAll() {
  m_subscription.reset();
  for (auto& [question, stop] : m_open) stop.request_stop();
  m_threads.waitForDone();
  m_open.clear(); // answers that are under way to us are nobody's any more
}

void EngineLink::use(engine::AnyEngine& engine) {
  stopAll();
  m_engine = &engine;
  listen();
  pull();
}

void EngineLink::wake() {
  const auto since = m_last_pull.isValid() ? m_last_pull.elapsed() : kFrameMs;
  if (since >= kFrameMs)
    pull();
  else if (!m_frame.isActive())
    m_frame.start(static_cast<int>(kFrameMs - since));
}

void EngineLink::pull() {
  m_pull_pending = false;
  m_last_pull.start();
  auto snapshot = m_engine->snapshot();
  auto presence = m_engine->presence();
  const bool moved = presence != m_presence;
  m_presence = std::move(presence);
  if (!moved && (!snapshot || snapshot == m_snapshot)) return;
  if (snapshot) m_snapshot = std::move(snapshot);
  emit changed();
}

base::Result<std::string> EngineLink::start(const engine::JobRequest& request) {
  return m_engine->start(request);
}
base::Result<std::string> EngineLink::retryFailed(const std::string& job) { return m_engine->retryFailed(job); }
base::Result<void> EngineLink::cancel(const std::string& job) { return m_engine->cancel(job); }
base::Result<void> EngineLink::pause(const std::string& job, bool hold) {
  return hold ? m_engine->pause(job) : m_engine->resume(job);
}
base::Result<void> EngineLink::moveToTop(const std::string& job) { return m_engine->moveToTop(job); }
base::Result<void> EngineLink::setSlowMode(base::RateLimit limit) { return m_engine->setSlowMode(limit); }
base::Result<void> EngineLink::replaceFleet(const engine::Fleet& fleet) { return m_engine->replaceFleet(fleet); }

template <class Work, class Deliver>
FleetLink::Question EngineLink::ask(Work work, Deliver deliver) {
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

FleetLink::Question EngineLink::plan(const engine::JobRequest& request, Answer<base::Result<plan::Plan>> answer) {
  return ask([this, request](std::stop_token stop) { return m_engine->plan(request, stop); }, std::move(answer));
}

FleetLink::Question EngineLink::check(const engine::Region& region, std::optional<auth::Credential> typed,
                                     Answer<engine::RegionCheck> answer) {
  return ask([this, region, typed](std::stop_token stop) { return m_engine->check(region, typed, stop); },
             std::move(answer));
}

FleetLink::Question EngineLink::storeCredential(const std::string& name, const auth::Credential& credential,
                                               Answer<base::Result<void>> answer) {
  return ask([this, name, credential](std::stop_token stop) { return m_engine->storeCredential(name, credential, stop); },
             std::move(answer));
}

FleetLink::Question EngineLink::images(const std::string& job, Answer<std::vector<engine::ImageStatus>> answer) {
  return ask([this, job](std::stop_token) { return m_engine->images(job); }, std::move(answer));
}

FleetLink::Question EngineLink::blobs(const std::string& job, Answer<std::vector<engine::BlobStatus>> answer) {
  return ask([this, job](std::stop_token) { return m_engine->blobs(job); }, std::move(answer));
}

FleetLink::Question EngineLink::knownProfile(const std::string& region,
                                            Answer<std::optional<ports::RegistryProfile>> answer) {
  return ask([this, region](std::stop_token) { return m_engine->knownProfile(region); }, std::move(answer));
}

FleetLink::Question EngineLink::probe(const std::string& region,
                                     Answer<base::Result<ports::RegistryProfile>> answer) {
  return ask([this, region](std::stop_token stop) { return m_engine->profile(region, {}, stop); }, std::move(answer));
}

FleetLink::Question EngineLink::matches(const plan::Rule& rule, Answer<base::Result<engine::RuleMatches>> answer) {
  return ask([this, rule](std::stop_token stop) { return m_engine->matches(rule, stop); }, std::move(answer));
}

FleetLink::Question EngineLink::tags(const std::string& repository, Answer<base::Result<engine::TagMatrix>> answer) {
  return ask([this, repository](std::stop_token stop) { return m_engine->tags(repository, stop); }, std::move(answer));
}

FleetLink::Question EngineLink::deleted(const std::string& rule,
                                       Answer<base::Result<std::vector<engine::DeletedTag>>> answer) {
  return ask([this, rule](std::stop_token) { return m_engine->deleted(rule); }, std::move(answer));
}

FleetLink::Question EngineLink::auditReport(const std::string& rule, engine::ReportFormat format,
                                           Answer<base::Result<std::string>> answer) {
  return ask([this, rule, format](std::stop_token) { return m_engine->auditReport(rule, format); }, std::move(answer));
}

FleetLink::Question EngineLink::events(const std::string& job, std::uint64_t seq,
                                      Answer<std::vector<ports::EventRecord>> answer) {
  return ask([this, job, seq](std::stop_token) { return m_engine->events(job, seq); }, std::move(answer));
}

FleetLink::Question EngineLink::repositories(const std::string& region,
                                            Answer<base::Result<std::vector<std::string>>> answer) {
  return ask([this, region](std::stop_token stop) { return m_engine->repositories(region, stop); }, std::move(answer));
}

FleetLink::Question EngineLink::image(const std::string& repository, const std::string& reference,
                                     Answer<base::Result<engine::ImageDetail>> answer) {
  return ask([this, repository, reference](std::stop_token stop) { return m_engine->image(repository, reference, stop); },
             std::move(answer));
}

FleetLink::Question EngineLink::lineHistory(const std::string& from, const std::string& to,
                                           Answer<base::Result<engine::LineHistory>> answer) {
  return ask([this, from, to](std::stop_token) { return m_engine->lineHistory(from, to); }, std::move(answer));
}

FleetLink::Question EngineLink::address(const std::string& text, Answer<base::Result<std::string>> answer) {
  return ask([this, text](std::stop_token stop) { return m_engine->findRegistry(text, stop); }, std::move(answer));
}

FleetLink::Question EngineLink::certificate(const std::string& url, Answer<base::Result<engine::ServerCertificate>> answer) {
  return ask([this, url](std::stop_token stop) { return m_engine->certificate(url, stop); }, std::move(answer));
}

FleetLink::Question EngineLink::keepCertificate(const std::string& name, const std::string& pem,
                                               Answer<base::Result<std::string>> answer) {
  return ask([this, name, pem](std::stop_token) { return m_engine->keepCertificate(name, pem); }, std::move(answer));
}

FleetLink::Question EngineLink::credentials(const std::string& url,
                                           Answer<base::Result<std::vector<engine::CredentialHint>>> answer) {
  return ask([this, url](std::stop_token stop) { return m_engine->credentials(url, stop); }, std::move(answer));
}

FleetLink::Question EngineLink::actions(std::uint64_t before_seq, std::size_t limit,
                                       Answer<base::Result<std::vector<ports::ActionRecord>>> answer) {
  return ask([this, before_seq, limit](std::stop_token) { return m_engine->actions(before_seq, limit); }, std::move(answer));
}

FleetLink::Question EngineLink::jobs(std::size_t limit, Answer<base::Result<std::vector<ports::JobRecord>>> answer) {
  return ask([this, limit](std::stop_token) { return m_engine->jobs(limit); }, std::move(answer));
}

FleetLink::Question EngineLink::summary(const std::string& job, Answer<base::Result<engine::JobSummary>> answer) {
  return ask([this, job](std::stop_token) { return m_engine->job(job); }, std::move(answer));
}

void EngineLink::drop(Question question) {
  const auto open = m_open.find(question);
  if (open == m_open.end()) return;
  open->second.request_stop();
  m_open.erase(open);
}

} // namespace meridian::console
