// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attach/reception.h"

#include <functional>
#include <memory>

namespace meridian::attach {

/// An engine in another process. Its snapshots come by themselves; where the stream ends it keeps the last one, says so in
/// presence(), and tries again until it is back: the same process or its successor. What is asked meanwhile fails with
/// ConnectionLost. Any thread; one thread of its own ("attach").
class RemoteEngine final : public engine::AnyEngine {
public:
  struct Options {
    Identity self; ///< who asks; fleet_file and state_dir are those that it means, empty: any
    /// Begins a stream; called again after each loss. Blocks for at most some seconds.
    std::function<base::Result<std::unique_ptr<ports::ByteStream>>(std::stop_token stop)> connect;
  };

  /// Returns with the first snapshot. Errors: those of `connect`; Unsupported (an engine of a version that we cannot talk
  /// with: both are named); ConfigInvalid (it works on another fleet file or state folder than `self` means); Timeout.
  [[nodiscard]] static base::Result<std::unique_ptr<RemoteEngine>> attach(Options options, std::stop_token stop);
  /// Comes back at once with that snapshot, and is live when an engine is there.
  [[nodiscard]] static std::unique_ptr<RemoteEngine> await(Options options, std::shared_ptr<const engine::Snapshot> last);
  ~RemoteEngine() override;

  [[nodiscard]] engine::Presence presence() const override;
  [[nodiscard]] base::Result<void> replaceFleet(engine::Fleet fleet) override;
  [[nodiscard]] base::Result<void> storeCredential(std::string_view name, const auth::Credential& credential,
                                                   std::stop_token stop) override;
  [[nodiscard]] base::Result<std::string> keepCertificate(std::string_view name, std::string_view pem) override;
  [[nodiscard]] base::Result<std::string> start(engine::JobRequest request) override;
  [[nodiscard]] base::Result<std::string> retryFailed(std::string_view job) override;
  [[nodiscard]] base::Result<void> cancel(std::string_view job) override;
  [[nodiscard]] base::Result<void> pause(std::string_view job) override;
  [[nodiscard]] base::Result<void> resume(std::string_view job) override;
  [[nodiscard]] base::Result<void> setSlowMode(base::RateLimit limit) override;
  [[nodiscard]] base::Result<void> moveToTop(std::string_view job) override;
  [[nodiscard]] base::Result<plan::Plan> plan(const engine::JobRequest& request, std::stop_token stop) override;
  [[nodiscard]] engine::RegionCheck check(const engine::Region& region, std::optional<auth::Credential> typed, std::stop_token stop) override;
  [[nodiscard]] base::Result<ports::RegistryProfile> profile(std::string_view region, const ports::ProbeRequest& request,
                                                             std::stop_token stop) override;
  [[nodiscard]] base::Result<engine::RuleMatches> matches(const plan::Rule& rule, std::stop_token stop) override;
  [[nodiscard]] base::Result<engine::TagMatrix> tags(std::string_view repository, std::stop_token stop) override;
  [[nodiscard]] base::Result<std::vector<std::string>> repositories(std::string_view region, std::stop_token stop) override;
  [[nodiscard]] base::Result<engine::ImageDetail> image(std::string_view repository, std::string_view reference, std::stop_token stop) override;
  [[nodiscard]] base::Result<std::string> findRegistry(std::string_view text, std::stop_token stop) override;
  [[nodiscard]] base::Result<engine::ServerCertificate> certificate(std::string_view url, std::stop_token stop) override;
  [[nodiscard]] base::Result<std::vector<engine::CredentialHint>> credentials(std::string_view url, std::stop_token stop) override;
  [[nodiscard]] std::shared_ptr<const engine::Snapshot> snapshot() const override;
  [[nodiscard]] base::Subscription onSnapshot(std::function<void()> changed) override;
  [[nodiscard]] std::shared_ptr<const engine::Fleet> fleet() const override;
  [[nodiscard]] base::Result<engine::JobSummary> wait(std::string_view job, std::stop_token stop) override;
  [[nodiscard]] base::Result<std::vector<ports::JobRecord>> jobs(std::size_t limit) override;
  [[nodiscard]] base::Result<engine::JobSummary> job(std::string_view id) override;
  [[nodiscard]] std::vector<engine::ImageStatus> images(std::string_view job) override;
  [[nodiscard]] std::vector<engine::BlobStatus> blobs(std::string_view job) override;
  [[nodiscard]] std::vector<ports::EventRecord> events(std::string_view job, std::uint64_t seq) override;
  [[nodiscard]] base::Result<std::vector<ports::ActionRecord>> actions(std::uint64_t before_seq, std::size_t limit) override;
  [[nodiscard]] base::Result<std::vector<engine::DeletedTag>> deleted(std::string_view rule) override;
  [[nodiscard]] std::optional<engine::AuditStatus> audited(std::string_view rule) override;
  [[nodiscard]] base::Result<std::string> auditReport(std::string_view rule, engine::ReportFormat format) override;
  [[nodiscard]] base::Result<engine::LineHistory> lineHistory(std::string_view from, std::string_view to) override;
  [[nodiscard]] std::optional<ports::RegistryProfile> knownProfile(std::string_view region) override;

private:
  struct Interior;
  explicit RemoteEngine(std::unique_ptr<Interior> interior);
  std::unique_ptr<Interior> m_interior;
};

} // namespace meridian::attach
