// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/retry_policy.h"
#include "engine/any_engine.h"
#include "ports/blob_store.h"
#include "ports/first_look.h"
#include "ports/gate.h"
#include "ports/http_server.h"
#include "ports/registry.h"
#include "ports/secret_store.h"
#include "ports/state_store.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace meridian::engine {

/// How a region's registry is to be talked to.
struct Access {
  std::optional<auth::Credential> typed;    ///< from a form, not stored yet
  std::shared_ptr<ports::RequestGate> gate; ///< may be null
  ports::RegistryProfile profile;           ///< what a probe found; default: nothing is known
  base::RetryNotice notice;                 ///< may be empty
};

/// The parts that an engine stands on; tests and the offline console bring in-memory ones.
struct Parts {
  std::shared_ptr<void> keep; ///< what the others refer to; first, so that it is destroyed last
  std::unique_ptr<base::Clock> clock;
  std::unique_ptr<ports::StateStore> state;
  std::unique_ptr<ports::BlobStore> spool;     ///< may be null: blobs stream, and start over after a crash
  std::shared_ptr<ports::SecretStore> secrets; ///< may be null
  std::shared_ptr<ports::ActionLog> actions; ///< may be null: nothing is remembered of who did what
  std::string actor; ///< who acts, for `actions`; empty = found out
  std::size_t jobs_kept = 0; ///< so many are remembered, older ones go while the engine runs; 0 = all
  bool read_only = false; ///< the state is somebody else's: what a crash left open is theirs to end
  /// Makes a client of a region.
  std::function<std::unique_ptr<ports::Registry>(const Region&, Access)> registry;
  /// What the server behind a URL shows in the TLS handshake; may be empty.
  std::function<base::Result<ports::ShownCertificates>(const std::string& url, std::stop_token stop)> certificates;
  /// Which product a region's registry is, asked without a login; may be empty.
  std::function<ports::RegistryProduct(const Region& region, std::stop_token stop)> product;
  /// What other processes wish of running jobs; may be empty. Polled while jobs run: calls `obey` for each wish, whose
  /// result is the answer in words.
  std::function<void(const std::function<base::Result<std::string>(std::string_view verb, std::string_view job)>& obey)> wishes;
  std::function<std::unique_ptr<ports::HttpServer>()> http_server; ///< makes a listener; may be empty: no webhooks
};

struct EngineOptions {
  std::filesystem::path fleet_file;
  std::filesystem::path state_dir;
  std::shared_ptr<ports::SecretStore> keychain; ///< asked first where there is one
  std::string actor; ///< who uses this engine, for the audit trail: "anna@desk with meridianctl"; empty = found out
  std::string program{}; ///< short name, where the actor is found out
  bool new_fleet = false; ///< a missing fleet file is an empty fleet; replaceFleet() makes the file
  bool read_only = false; ///< no state lock, no database writes: plan, check, tags beside a running engine
};

/// The engine: one object over registries, plans, jobs and state. All methods may be called from any thread; commands
/// return at once, questions block and take a stop token. The destructor cancels what runs (leaving it marked
/// interrupted, to be completed by the next sync) and joins all threads.
class Engine final : public AnyEngine {
public:
  /// With real adapters. Errors: ConfigInvalid (fleet file), NotFound, Busy (another engine has the state directory).
  [[nodiscard]] static base::Result<std::unique_ptr<Engine>> open(EngineOptions options);
  /// On given parts; `fleet_file` empty = the fleet lives in memory only.
  [[nodiscard]] static base::Result<std::unique_ptr<Engine>> assemble(Parts parts, Fleet fleet,
                                                                      std::filesystem::path fleet_file);
  ~Engine() override;

  /// Reads the fleet file again, as somebody else left it. One with mistakes is refused with all of them, and the old
  /// fleet stays. Errors of startServices() where the listener had to move: the new fleet holds all the same.
  [[nodiscard]] base::Result<void> reloadFleet();
  /// From now on the engine also does what nobody asks for: schedules, polls, audits and webhooks of the fleet, and what
  /// an earlier run left interrupted. For programs that keep running; once. Errors: the webhooks' listener cannot
  /// listen (ports::HttpServer::start); everything else runs.
  [[nodiscard]] base::Result<void> startServices();

  [[nodiscard]] Presence presence() const override { return {}; }
  [[nodiscard]] base::Result<void> replaceFleet(Fleet fleet) override;
  [[nodiscard]] base::Result<void> storeCredential(std::string_view name, const auth::Credential& credential,
                                                   std::stop_token stop) override;
  [[nodiscard]] base::Result<std::string> keepCertificate(std::string_view name, std::string_view pem) override;
  [[nodiscard]] base::Result<std::string> start(JobRequest request) override;
  [[nodiscard]] base::Result<std::string> retryFailed(std::string_view job) override;
  [[nodiscard]] base::Result<void> cancel(std::string_view job) override;
  [[nodiscard]] base::Result<void> pause(std::string_view job) override;
  [[nodiscard]] base::Result<void> resume(std::string_view job) override;
  [[nodiscard]] base::Result<void> setSlowMode(base::RateLimit limit) override;
  [[nodiscard]] base::Result<void> moveToTop(std::string_view job) override;
  [[nodiscard]] base::Result<plan::Plan> plan(const JobRequest& request, std::stop_token stop) override;
  [[nodiscard]] RegionCheck check(const Region& region, std::optional<auth::Credential> typed, std::stop_token stop) override;
  [[nodiscard]] base::Result<ports::RegistryProfile> profile(std::string_view region, const ports::ProbeRequest& request,
                                                             std::stop_token stop) override;
  [[nodiscard]] base::Result<RuleMatches> matches(const plan::Rule& rule, std::stop_token stop) override;
  [[nodiscard]] base::Result<TagMatrix> tags(std::string_view repository, std::stop_token stop) override;
  [[nodiscard]] base::Result<std::vector<std::string>> repositories(std::string_view region, std::stop_token stop) override;
  [[nodiscard]] base::Result<ImageDetail> image(std::string_view repository, std::string_view reference, std::stop_token stop) override;
  [[nodiscard]] base::Result<std::string> findRegistry(std::string_view text, std::stop_token stop) override;
  [[nodiscard]] base::Result<ServerCertificate> certificate(std::string_view url, std::stop_token stop) override;
  [[nodiscard]] base::Result<std::vector<CredentialHint>> credentials(std::string_view url, std::stop_token stop) override;
  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const override;
  [[nodiscard]] base::Subscription onSnapshot(std::function<void()> changed) override;
  [[nodiscard]] std::shared_ptr<const Fleet> fleet() const override;
  [[nodiscard]] base::Result<JobSummary> wait(std::string_view job, std::stop_token stop) override;
  [[nodiscard]] base::Result<std::vector<ports::JobRecord>> jobs(std::size_t limit) override;
  [[nodiscard]] base::Result<JobSummary> job(std::string_view id) override;
  [[nodiscard]] std::vector<ImageStatus> images(std::string_view job) override;
  [[nodiscard]] std::vector<BlobStatus> blobs(std::string_view job) override;
  [[nodiscard]] std::vector<ports::EventRecord> events(std::string_view job, std::uint64_t seq) override;
  [[nodiscard]] base::Result<std::vector<ports::ActionRecord>> actions(std::uint64_t before_seq, std::size_t limit) override;
  [[nodiscard]] base::Result<std::vector<DeletedTag>> deleted(std::string_view rule) override;
  [[nodiscard]] std::optional<AuditStatus> audited(std::string_view rule) override;
  [[nodiscard]] base::Result<std::string> auditReport(std::string_view rule, ReportFormat format) override;
  [[nodiscard]] base::Result<LineHistory> lineHistory(std::string_view from, std::string_view to) override;
  [[nodiscard]] std::optional<ports::RegistryProfile> knownProfile(std::string_view region) override;

private:
  struct Interior;
  explicit Engine(std::unique_ptr<Interior> interior);
  std::unique_ptr<Interior> m_interior;
};

} // namespace meridian::engine
