// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/limits.h"
#include "base/result.h"
#include "base/retry_policy.h"
#include "base/subscription.h"
#include "engine/answers.h"
#include "engine/fleet.h"
#include "engine/snapshot.h"
#include "plan/plan.h"
#include "ports/action_log.h"
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
class Engine {
public:
  /// With real adapters. Errors: ConfigInvalid (fleet file), NotFound, Busy (another engine has the state directory).
  [[nodiscard]] static base::Result<std::unique_ptr<Engine>> open(EngineOptions options);
  /// On given parts; `fleet_file` empty = the fleet lives in memory only.
  [[nodiscard]] static base::Result<std::unique_ptr<Engine>> assemble(Parts parts, Fleet fleet,
                                                                      std::filesystem::path fleet_file);
  ~Engine();

  [[nodiscard]] std::shared_ptr<const Fleet> fleet() const;
  /// Validates, saves, applies; running jobs keep what they started with.
  [[nodiscard]] base::Result<void> replaceFleet(Fleet fleet);
  /// Reads the fleet file again, as somebody else left it. One with mistakes is refused with all of them, and the old
  /// fleet stays. Errors of startServices() where the listener had to move: the new fleet holds all the same.
  [[nodiscard]] base::Result<void> reloadFleet();
  /// From now on the engine also does what nobody asks for: schedules, polls, audits and webhooks of the fleet, and what
  /// an earlier run left interrupted. For programs that keep running; once. Errors: the webhooks' listener cannot
  /// listen (ports::HttpServer::start); everything else runs.
  [[nodiscard]] base::Result<void> startServices();
  /// An empty credential removes the entry.
  [[nodiscard]] base::Result<void> storeCredential(std::string_view name, const auth::Credential& credential,
                                                   std::stop_token stop);

  [[nodiscard]] base::Result<std::string> start(JobRequest request); ///< the job's id; one job of a rule at a time
  /// Starts a job over what failed in an ended one, and nothing else (an interrupted one starts over as a whole).
  /// NotFound: no such job, or nothing in it failed; else as start().
  [[nodiscard]] base::Result<std::string> retryFailed(std::string_view job);
  [[nodiscard]] base::Result<void> cancel(std::string_view job);
  /// Holds a running job where it is, and lets it go on. Nothing is lost meanwhile; connections may be, and come anew.
  [[nodiscard]] base::Result<void> pause(std::string_view job);
  [[nodiscard]] base::Result<void> resume(std::string_view job);
  /// All jobs together move no faster than this, in and out each; absent: as fast as they may. Remembered.
  void setSlowMode(base::RateLimit limit);
  /// The job's blobs go before those of all others. NotFound: no such running job.
  [[nodiscard]] base::Result<void> moveToTop(std::string_view job);

  /// Waits for the end of a job of this engine.
  [[nodiscard]] base::Result<JobSummary> wait(std::string_view job, std::stop_token stop);
  [[nodiscard]] base::Result<plan::Plan> plan(const JobRequest& request, std::stop_token stop);
  [[nodiscard]] RegionCheck check(const Region& region, std::optional<auth::Credential> typed, std::stop_token stop);
  /// Probes what the region's registry can do and remembers it; see ports::Registry::probe.
  [[nodiscard]] base::Result<ports::RegistryProfile> profile(std::string_view region, const ports::ProbeRequest& request,
                                                             std::stop_token stop);
  /// Tags that deletes of a rule (empty: of all) took away and that Restore may bring back, newest first.
  [[nodiscard]] base::Result<std::vector<DeletedTag>> deleted(std::string_view rule);
  /// What the last probe found; nullopt: never probed.
  [[nodiscard]] std::optional<ports::RegistryProfile> knownProfile(std::string_view region);
  /// What `rule` would select at its source; the rule need not be in the fleet. Errors: ConfigInvalid (a bad pattern),
  /// NotFound (no such region), those of the source.
  [[nodiscard]] base::Result<RuleMatches> matches(const plan::Rule& rule, std::stop_token stop);
  /// The newest audit of a rule; nullopt: there was none.
  [[nodiscard]] std::optional<AuditStatus> audited(std::string_view rule);
  /// What it found, for programs or as a page for people. NotFound: it was never audited.
  [[nodiscard]] base::Result<std::string> auditReport(std::string_view rule, ReportFormat format);
  [[nodiscard]] base::Result<TagMatrix> tags(std::string_view repository, std::stop_token stop);
  /// The catalogue of a region's registry, sorted. Errors: those of the registry (several offer none).
  [[nodiscard]] base::Result<std::vector<std::string>> repositories(std::string_view region, std::stop_token stop);
  /// What stands under a tag or digest, and which regions have how much of it. NotFound: no region has it.
  [[nodiscard]] base::Result<ImageDetail> image(std::string_view repository, std::string_view reference, std::stop_token stop);
  /// What went over the link `from` -> `to` in the last 24 hours; `from` empty: from all sources.
  [[nodiscard]] base::Result<LineHistory> lineHistory(std::string_view from, std::string_view to);
  /// The registry's URL that somebody means who types "registry.example.com:5000/". Where no scheme is told, https is
  /// tried; http counts where https is answered in plain HTTP, or where nothing else answers on this machine. Nothing
  /// but a ping without a login is sent. Errors: ConfigInvalid, with what is wrong; those of the connection.
  [[nodiscard]] base::Result<std::string> findRegistry(std::string_view text, std::stop_token stop);
  /// What the server behind a registry URL shows of itself; nothing of it is believed. Errors: those of the connection;
  /// Unsupported for http.
  [[nodiscard]] base::Result<ServerCertificate> certificate(std::string_view url, std::stop_token stop);
  /// Keeps certificates (PEM) that an operator has decided to trust and returns the file, for Region::ca. `name` is that
  /// of the region; the file is trust/NAME.pem beside the fleet's. Errors: ConfigInvalid (no certificate in it),
  /// Unsupported (the fleet has no file), IoFailed.
  [[nodiscard]] base::Result<std::string> keepCertificate(std::string_view name, std::string_view pem);
  /// Where a credential for that very registry would come from, the first that would be used first; no secrets. Names
  /// that belong to other registries are not among them.
  [[nodiscard]] base::Result<std::vector<CredentialHint>> credentials(std::string_view url, std::stop_token stop);
  /// The audit trail, newest first, before `before_seq` (0: all).
  [[nodiscard]] base::Result<std::vector<ports::ActionRecord>> actions(std::uint64_t before_seq, std::size_t limit);
  [[nodiscard]] base::Result<std::vector<ports::JobRecord>> jobs(std::size_t limit);
  /// `id` may be a unique prefix or suffix. NotFound otherwise.
  [[nodiscard]] base::Result<JobSummary> job(std::string_view id);
  /// Live rows of a running job, stored ones of a finished job.
  [[nodiscard]] std::vector<ImageStatus> images(std::string_view job);
  /// Blobs of a running job, those under way first, at most 500; empty for a finished one.
  [[nodiscard]] std::vector<BlobStatus> blobs(std::string_view job);
  /// Events after `seq`, oldest first, at most 500; of one job or of all (empty).
  [[nodiscard]] std::vector<ports::EventRecord> events(std::string_view job, std::uint64_t seq);

  [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;
  /// `changed` is called on an engine thread after a new snapshot, at most ten times a second; it must not block or
  /// call back into the engine.
  [[nodiscard]] base::Subscription onSnapshot(std::function<void()> changed);

private:
  struct Interior;
  explicit Engine(std::unique_ptr<Interior> interior);
  std::unique_ptr<Interior> m_interior;
};

} // namespace meridian::engine
