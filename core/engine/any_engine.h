// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/credential.h"
#include "base/limits.h"
#include "base/result.h"
#include "base/subscription.h"
#include "engine/answers.h"
#include "engine/fleet.h"
#include "engine/presence.h"
#include "engine/snapshot.h"
#include "plan/plan.h"
#include "ports/action_log.h"
#include "ports/registry.h"
#include "ports/state_store.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

/// What an engine can be told and asked, wherever it runs: in this process (Engine) or in another one
/// (attach::RemoteEngine). All methods may be called from any thread. Where the engine is another process, everything may
/// also fail with ConnectionLost (it does not answer just now), and what has no Result comes back empty.
namespace meridian::engine {

/// What changes something. They return at once (a remote engine: after one round trip).
class Commands {
public:
  virtual ~Commands() = default;
  /// Validates, saves, applies; running jobs keep what they started with.
  [[nodiscard]] virtual base::Result<void> replaceFleet(Fleet fleet) = 0;
  /// An empty credential removes the entry.
  [[nodiscard]] virtual base::Result<void> storeCredential(std::string_view name, const auth::Credential& credential,
                                                   std::stop_token stop) = 0;
  /// Keeps certificates (PEM) that an operator has decided to trust and returns the file, for Region::ca. `name` is that
  /// of the region; the file is trust/NAME.pem beside the fleet's. Errors: ConfigInvalid (no certificate in it),
  /// Unsupported (the fleet has no file), IoFailed.
  [[nodiscard]] virtual base::Result<std::string> keepCertificate(std::string_view name, std::string_view pem) = 0;
  [[nodiscard]] virtual base::Result<std::string> start(JobRequest request) = 0; ///< the job's id; one job of a rule at a time
  /// Starts a job over what failed in an ended one, and nothing else (an interrupted one starts over as a whole).
  /// NotFound: no such job, or nothing in it failed; else as start().
  [[nodiscard]] virtual base::Result<std::string> retryFailed(std::string_view job) = 0;
  [[nodiscard]] virtual base::Result<void> cancel(std::string_view job) = 0;
  /// Holds a running job where it is, and lets it go on. Nothing is lost meanwhile; connections may be, and come anew.
  [[nodiscard]] virtual base::Result<void> pause(std::string_view job) = 0;
  [[nodiscard]] virtual base::Result<void> resume(std::string_view job) = 0;
  /// All jobs together move no faster than this, in and out each; absent: as fast as they may. Remembered.
  [[nodiscard]] virtual base::Result<void> setSlowMode(base::RateLimit limit) = 0;
  /// The job's blobs go before those of all others. NotFound: no such running job.
  [[nodiscard]] virtual base::Result<void> moveToTop(std::string_view job) = 0;
};

/// What has to be asked of registries: blocks, and stops when told to.
class Lookups {
public:
  virtual ~Lookups() = default;
  [[nodiscard]] virtual base::Result<plan::Plan> plan(const JobRequest& request, std::stop_token stop) = 0;
  [[nodiscard]] virtual RegionCheck check(const Region& region, std::optional<auth::Credential> typed, std::stop_token stop) = 0;
  /// Probes what the region's registry can do and remembers it; see ports::Registry::probe.
  [[nodiscard]] virtual base::Result<ports::RegistryProfile> profile(std::string_view region, const ports::ProbeRequest& request,
                                                             std::stop_token stop) = 0;
  /// What `rule` would select at its source; the rule need not be in the fleet. Errors: ConfigInvalid (a bad pattern),
  /// NotFound (no such region), those of the source.
  [[nodiscard]] virtual base::Result<RuleMatches> matches(const plan::Rule& rule, std::stop_token stop) = 0;
  [[nodiscard]] virtual base::Result<TagMatrix> tags(std::string_view repository, std::stop_token stop) = 0;
  /// The catalogue of a region's registry, sorted. Errors: those of the registry (several offer none).
  [[nodiscard]] virtual base::Result<std::vector<std::string>> repositories(std::string_view region, std::stop_token stop) = 0;
  /// What stands under a tag or digest, and which regions have how much of it. NotFound: no region has it.
  [[nodiscard]] virtual base::Result<ImageDetail> image(std::string_view repository, std::string_view reference, std::stop_token stop) = 0;
  /// The registry's URL that somebody means who types "registry.example.com:5000/". Where no scheme is told, https is
  /// tried; http counts where https is answered in plain HTTP, or where nothing else answers on this machine. Nothing
  /// but a ping without a login is sent. Errors: ConfigInvalid, with what is wrong; those of the connection.
  [[nodiscard]] virtual base::Result<std::string> findRegistry(std::string_view text, std::stop_token stop) = 0;
  /// What the server behind a registry URL shows of itself; nothing of it is believed. Errors: those of the connection;
  /// Unsupported for http.
  [[nodiscard]] virtual base::Result<ServerCertificate> certificate(std::string_view url, std::stop_token stop) = 0;
  /// Where a credential for that very registry would come from, the first that would be used first; no secrets. Names
  /// that belong to other registries are not among them.
  [[nodiscard]] virtual base::Result<std::vector<CredentialHint>> credentials(std::string_view url, std::stop_token stop) = 0;
};

/// What the engine knows already.
class Records {
public:
  virtual ~Records() = default;
  [[nodiscard]] virtual std::shared_ptr<const Snapshot> snapshot() const = 0;
  /// `changed` is called on an engine thread after a new snapshot, at most ten times a second; it must not block or
  /// call back into the engine.
  [[nodiscard]] virtual base::Subscription onSnapshot(std::function<void()> changed) = 0;
  [[nodiscard]] virtual std::shared_ptr<const Fleet> fleet() const = 0;
  /// Waits for the end of a job of this engine.
  [[nodiscard]] virtual base::Result<JobSummary> wait(std::string_view job, std::stop_token stop) = 0;
  [[nodiscard]] virtual base::Result<std::vector<ports::JobRecord>> jobs(std::size_t limit) = 0;
  /// `id` may be a unique prefix or suffix. NotFound otherwise.
  [[nodiscard]] virtual base::Result<JobSummary> job(std::string_view id) = 0;
  /// Live rows of a running job, stored ones of a finished job.
  [[nodiscard]] virtual std::vector<ImageStatus> images(std::string_view job) = 0;
  /// Blobs of a running job, those under way first, at most 500; empty for a finished one.
  [[nodiscard]] virtual std::vector<BlobStatus> blobs(std::string_view job) = 0;
  /// Events after `seq`, oldest first, at most 500; of one job or of all (empty).
  [[nodiscard]] virtual std::vector<ports::EventRecord> events(std::string_view job, std::uint64_t seq) = 0;
  /// The audit trail, newest first, before `before_seq` (0: all).
  [[nodiscard]] virtual base::Result<std::vector<ports::ActionRecord>> actions(std::uint64_t before_seq, std::size_t limit) = 0;
  /// Tags that deletes of a rule (empty: of all) took away and that Restore may bring back, newest first.
  [[nodiscard]] virtual base::Result<std::vector<DeletedTag>> deleted(std::string_view rule) = 0;
  /// The newest audit of a rule; nullopt: there was none.
  [[nodiscard]] virtual std::optional<AuditStatus> audited(std::string_view rule) = 0;
  /// What it found, for programs or as a page for people. NotFound: it was never audited.
  [[nodiscard]] virtual base::Result<std::string> auditReport(std::string_view rule, ReportFormat format) = 0;
  /// What went over the link `from` -> `to` in the last 24 hours; `from` empty: from all sources.
  [[nodiscard]] virtual base::Result<LineHistory> lineHistory(std::string_view from, std::string_view to) = 0;
  /// What the last probe found; nullopt: never probed.
  [[nodiscard]] virtual std::optional<ports::RegistryProfile> knownProfile(std::string_view region) = 0;
};

/// All of it. No verb of the command line and no page of the console knows which engine it has.
class AnyEngine : public Commands, public Lookups, public Records {
public:
  [[nodiscard]] virtual Presence presence() const = 0;
};

} // namespace meridian::engine
