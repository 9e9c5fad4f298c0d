// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "offline/scene.h"

#include <set>

namespace meridian::offline {

/// A link to a scene in place of an engine: nothing runs, its time stands still, and the same question always has the same
/// answer. Commands change the picture as if the engine had taken them and had not come to them yet. Answers come on the
/// next turn of the event loop. GUI thread.
class StillLink final : public console::FleetLink {
  Q_OBJECT

public:
  explicit StillLink(Scene scene, QObject* parent = nullptr);

  [[nodiscard]] std::shared_ptr<const engine::Snapshot> snapshot() const override { return m_snapshot; }
  [[nodiscard]] engine::Presence presence() const override { return {}; }
  [[nodiscard]] base::Timestamp now() const override { return sceneTime(); }
  base::Result<std::string> start(const engine::JobRequest& request) override;
  base::Result<std::string> retryFailed(const std::string& job) override;
  base::Result<void> cancel(const std::string& job) override;
  base::Result<void> pause(const std::string& job, bool hold) override;
  base::Result<void> moveToTop(const std::string& job) override;
  base::Result<void> setSlowMode(base::RateLimit limit) override;
  base::Result<void> replaceFleet(const engine::Fleet& fleet) override;
  Question plan(const engine::JobRequest& request, Answer<base::Result<plan::Plan>> answer) override;
  Question check(const engine::Region& region, std::optional<auth::Credential> typed, Answer<engine::RegionCheck> answer) override;
  Question storeCredential(const std::string& name, const auth::Credential& credential, Answer<base::Result<void>> answer) override;
  Question images(const std::string& job, Answer<std::vector<engine::ImageStatus>> answer) override;
  Question blobs(const std::string& job, Answer<std::vector<engine::BlobStatus>> answer) override;
  Question knownProfile(const std::string& region, Answer<std::optional<ports::RegistryProfile>> answer) override;
  Question probe(const std::string& region, Answer<base::Result<ports::RegistryProfile>> answer) override;
  Question matches(const plan::Rule& rule, Answer<base::Result<engine::RuleMatches>> answer) override;
  Question tags(const std::string& repository, Answer<base::Result<engine::TagMatrix>> answer) override;
  Question deleted(const std::string& rule, Answer<base::Result<std::vector<engine::DeletedTag>>> answer) override;
  Question auditReport(const std::string& rule, engine::ReportFormat format, Answer<base::Result<std::string>> answer) override;
  Question repositories(const std::string& region, Answer<base::Result<std::vector<std::string>>> answer) override;
  Question image(const std::string& repository, const std::string& reference, Answer<base::Result<engine::ImageDetail>> answer) override;
  Question lineHistory(const std::string& from, const std::string& to, Answer<base::Result<engine::LineHistory>> answer) override;
  Question address(const std::string& text, Answer<base::Result<std::string>> answer) override;
  Question certificate(const std::string& url, Answer<base::Result<engine::ServerCertificate>> answer) override;
  Question keepCertificate(const std::string& name, const std::string& pem, Answer<base::Result<std::string>> answer) override;
  Question credentials(const std::string& url, Answer<base::Result<std::vector<engine::CredentialHint>>> answer) override;
  Question actions(std::uint64_t before_seq, std::size_t limit, Answer<base::Result<std::vector<ports::ActionRecord>>> answer) override;
  Question jobs(std::size_t limit, Answer<base::Result<std::vector<ports::JobRecord>>> answer) override;
  Question summary(const std::string& job, Answer<base::Result<engine::JobSummary>> answer) override;
  Question events(const std::string& job, std::uint64_t seq, Answer<std::vector<ports::EventRecord>> answer) override;
  void drop(Question question) override { m_open.erase(question); }

private:
  Question later(std::function<void()> deliver);
  std::string queue(const std::string& rule, const engine::JobRequest& request);
  base::Result<void> change(const std::string& job, const std::function<void(engine::JobStatus&)>& how);
  /// The scene's snapshot has been changed.
  void show();

  Scene m_scene;
  std::shared_ptr<const engine::Snapshot> m_snapshot;
  std::set<Question> m_open;
  Question m_last = 0;
  std::size_t m_started = 0;
};

} // namespace meridian::offline
