// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"

#include <QTimer>

#include <map>

namespace meridian::support {

/// A link without an engine: shows the snapshot that it is given and remembers what it was asked. Answers come on
/// the next turn of the event loop, as from a real link.
class FakeLink : public console::FleetLink {
  Q_OBJECT

public:
  FakeLink();

  void show(engine::Snapshot snapshot);

  [[nodiscard]] std::shared_ptr<const engine::Snapshot> snapshot() const override { return m_snapshot; }
  [[nodiscard]] engine::Presence presence() const override { return where; }
  engine::Presence where; ///< as if the engine were there
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

  // What it was asked.
  std::vector<engine::JobRequest> requests;
  std::vector<plan::Rule> matched;
  std::vector<std::string> matrices; ///< repositories
  std::vector<std::string> started, cancelled, planned, paused, resumed, moved_to_top, probed;
  std::vector<base::RateLimit> slow_modes;
  std::vector<engine::Fleet> saved;
  std::vector<engine::Region> checked;
  std::map<std::string, auth::Credential> stored;
  std::vector<Question> dropped;
  std::vector<std::string> retried, catalogues, looked_at, addresses, certified, kept; ///< jobs; regions; "repository:reference"; addresses; URLs; names
  // What it answers.
  std::optional<base::Error> refusal; ///< of every command
  base::Result<plan::Plan> plan_answer = plan::Plan{};
  engine::RegionCheck check_answer;
  std::vector<engine::ImageStatus> image_answer;
  std::vector<engine::BlobStatus> blob_answer;
  std::vector<ports::EventRecord> event_answer;
  base::Result<engine::RuleMatches> match_answer = engine::RuleMatches{};
  base::Result<std::vector<engine::DeletedTag>> deleted_answer = std::vector<engine::DeletedTag>{};
  base::Result<std::string> report_answer = std::string("{}\n");
  base::Result<engine::TagMatrix> tag_answer = engine::TagMatrix{};
  base::Result<std::vector<std::string>> repository_answer = std::vector<std::string>{};
  base::Result<engine::ImageDetail> image_detail_answer = engine::ImageDetail{};
  base::Result<engine::LineHistory> line_answer = engine::LineHistory{};
  std::optional<base::Result<std::string>> address_answer; ///< nullopt: "https://" and what was typed, or as it is
  base::Result<engine::ServerCertificate> certificate_answer = engine::ServerCertificate{};
  base::Result<std::string> kept_answer = std::string("/etc/meridian/ca.pem");
  base::Result<std::vector<engine::CredentialHint>> credential_answer = std::vector<engine::CredentialHint>{};
  std::vector<ports::ActionRecord> action_answer; ///< newest first
  base::Result<std::vector<ports::JobRecord>> jobs_answer = std::vector<ports::JobRecord>{};
  base::Result<engine::JobSummary> summary_answer = engine::JobSummary{};
  std::optional<ports::RegistryProfile> known_answer;
  base::Result<ports::RegistryProfile> probe_answer = ports::RegistryProfile{};

private:
  Question later(std::function<void()> deliver);

  std::shared_ptr<const engine::Snapshot> m_snapshot;
  std::map<Question, bool> m_open;
  Question m_last = 0;
};

/// Five regions, two rules, a running, a queued, a failed and a finished job: every state once.
[[nodiscard]] engine::Snapshot sampleSnapshot();

} // namespace meridian::support
