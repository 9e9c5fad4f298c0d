// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "engine/any_engine.h"

#include <QElapsedTimer>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <map>
#include <stop_token>

namespace meridian::console {

/// A link to an engine, wherever that runs; the engine has to outlive it. Questions run on threads of their own (at most
/// four); the destructor stops them and waits for their end.
class EngineLink final : public FleetLink {
  Q_OBJECT

public:
  explicit EngineLink(engine::AnyEngine& engine, QObject* parent = nullptr);
  ~EngineLink() override;

  /// From now on another engine; the one before is not touched any more when this returns. Questions that are open are
  /// stopped and never answered.
  void use(engine::AnyEngine& engine);

  [[nodiscard]] std::shared_ptr<const engine::Snapshot> snapshot() const override { return m_snapshot; }
  [[nodiscard]] engine::Presence presence() const override { return m_engine->presence(); }
  base::Result<std::string> start(const engine::JobRequest& request) override;
  base::Result<std::string> retryFailed(const std::string& job) override;
  base::Result<void> cancel(const std::string& job) override;
  base::Result<void> pause(const std::string& job, bool hold) override;
  base::Result<void> moveToTop(const std::string& job) override;
  base::Result<void> setSlowMode(base::RateLimit limit) override;
  base::Result<void> replaceFleet(const engine::Fleet& fleet) override;
  Question plan(const engine::JobRequest& request, Answer<base::Result<plan::Plan>> answer) override;
  Question check(const engine::Region& region, std::optional<auth::Credential> typed,
                 Answer<engine::RegionCheck> answer) override;
  Question storeCredential(const std::string& name, const auth::Credential& credential,
                           Answer<base::Result<void>> answer) override;
  Question images(const std::string& job, Answer<std::vector<engine::ImageStatus>> answer) override;
  Question blobs(const std::string& job, Answer<std::vector<engine::BlobStatus>> answer) override;
  Question knownProfile(const std::string& region,
                        Answer<std::optional<ports::RegistryProfile>> answer) override;
  Question probe(const std::string& region, Answer<base::Result<ports::RegistryProfile>> answer) override;
  Question matches(const plan::Rule& rule, Answer<base::Result<engine::RuleMatches>> answer) override;
  Question tags(const std::string& repository, Answer<base::Result<engine::TagMatrix>> answer) override;
  Question deleted(const std::string& rule, Answer<base::Result<std::vector<engine::DeletedTag>>> answer) override;
  Question auditReport(const std::string& rule, engine::ReportFormat format,
                       Answer<base::Result<std::string>> answer) override;
  Question events(const std::string& job, std::uint64_t seq,
                  Answer<std::vector<ports::EventRecord>> answer) override;
  Question repositories(const std::string& region, Answer<base::Result<std::vector<std::string>>> answer) override;
  Question image(const std::string& repository, const std::string& reference,
                         Answer<base::Result<engine::ImageDetail>> answer) override;
  Question lineHistory(const std::string& from, const std::string& to,
                               Answer<base::Result<engine::LineHistory>> answer) override;
  Question address(const std::string& text, Answer<base::Result<std::string>> answer) override;
  Question certificate(const std::string& url, Answer<base::Result<engine::ServerCertificate>> answer) override;
  Question keepCertificate(const std::string& name, const std::string& pem,
                                   Answer<base::Result<std::string>> answer) override;
  Question credentials(const std::string& url, Answer<base::Result<std::vector<engine::CredentialHint>>> answer) override;
  Question actions(std::uint64_t before_seq, std::size_t limit,
                           Answer<base::Result<std::vector<ports::ActionRecord>>> answer) override;
  Question jobs(std::size_t limit, Answer<base::Result<std::vector<ports::JobRecord>>> answer) override;
  Question summary(const std::string& job, Answer<base::Result<engine::JobSummary>> answer) override;
  void drop(Question question) override;

private:
  template <class Work, class Deliver>
  Question ask(Work work, Deliver deliver);
  void wake();
  void pull();
  void listen();
  void stopAll();

  engine::AnyEngine* m_engine;
  std::shared_ptr<const engine::Snapshot> m_snapshot;
  engine::Presence m_presence; ///< as last shown
  std::atomic<bool> m_pull_pending = false;
  QElapsedTimer m_last_pull;
  QTimer m_frame;
  std::map<Question, std::stop_source> m_open;
  Question m_last = 0;
  QThreadPool m_threads;
  base::Subscription m_subscription;
};

} // namespace meridian::console
