// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/credential.h"
#include "base/clock.h"
#include "engine/answers.h"
#include "engine/presence.h"
#include "engine/snapshot.h"
#include "plan/plan.h"
#include "ports/registry_profile.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace meridian::console {

/// The console's way to an engine, wherever it runs. Everything is called on and answers on the GUI thread and
/// nothing blocks: commands are accepted or refused at once, questions answer later. An answer is never delivered
/// after drop() or after the link is gone.
class FleetLink : public QObject {
  Q_OBJECT

public:
  using Question = quint64;
  template <class T>
  using Answer = std::function<void(T)>;

  using QObject::QObject;

  /// The newest picture; never null (an empty one before the first).
  [[nodiscard]] virtual std::shared_ptr<const engine::Snapshot> snapshot() const = 0;
  /// Where the engine is, and whether it answers.
  [[nodiscard]] virtual engine::Presence presence() const = 0;
  [[nodiscard]] bool live() const { return presence().live; }
  /// What "now" is for those who look: the clock's time, except where a picture stands still.
  [[nodiscard]] virtual base::Timestamp now() const;

  /// The job's id.
  virtual base::Result<std::string> start(const engine::JobRequest& request) = 0;
  /// A job over what failed in an ended one; its id.
  virtual base::Result<std::string> retryFailed(const std::string& job) = 0;
  virtual base::Result<void> cancel(const std::string& job) = 0;
  /// Holds a running job where it is, or lets it go on.
  virtual base::Result<void> pause(const std::string& job, bool hold) = 0;
  /// The job's blobs go before those of all others.
  virtual base::Result<void> moveToTop(const std::string& job) = 0;
  /// All jobs together move no faster than this; absent: as fast as they may.
  virtual base::Result<void> setSlowMode(base::RateLimit limit) = 0;
  /// Validates, saves and applies.
  virtual base::Result<void> replaceFleet(const engine::Fleet& fleet) = 0;

  virtual Question plan(const engine::JobRequest& request, Answer<base::Result<plan::Plan>> answer) = 0;
  virtual Question check(const engine::Region& region, std::optional<auth::Credential> typed,
                         Answer<engine::RegionCheck> answer) = 0;
  virtual Question storeCredential(const std::string& name, const auth::Credential& credential,
                                   Answer<base::Result<void>> answer) = 0;
  virtual Question images(const std::string& job, Answer<std::vector<engine::ImageStatus>> answer) = 0;
  /// Blobs of a running job, those under way first.
  virtual Question blobs(const std::string& job, Answer<std::vector<engine::BlobStatus>> answer) = 0;
  /// What the last probe of a region's registry found; nullopt: never probed.
  virtual Question knownProfile(const std::string& region,
                                Answer<std::optional<ports::RegistryProfile>> answer) = 0;
  /// Tries what the region's registry can do; takes up to minutes.
  virtual Question probe(const std::string& region, Answer<base::Result<ports::RegistryProfile>> answer) = 0;
  /// What a rule, saved or not, selects at its source.
  virtual Question matches(const plan::Rule& rule, Answer<base::Result<engine::RuleMatches>> answer) = 0;
  /// The tags of a repository in all regions.
  virtual Question tags(const std::string& repository, Answer<base::Result<engine::TagMatrix>> answer) = 0;
  /// What deletes of a rule took away and Restore may bring back, newest first.
  virtual Question deleted(const std::string& rule, Answer<base::Result<std::vector<engine::DeletedTag>>> answer) = 0;
  /// What the newest audit of a rule found, for programs or as a page for people.
  virtual Question auditReport(const std::string& rule, engine::ReportFormat format,
                               Answer<base::Result<std::string>> answer) = 0;
  /// The catalogue of a region's registry.
  virtual Question repositories(const std::string& region, Answer<base::Result<std::vector<std::string>>> answer) = 0;
  /// What stands under a tag or digest, and which regions have how much of it.
  virtual Question image(const std::string& repository, const std::string& reference,
                         Answer<base::Result<engine::ImageDetail>> answer) = 0;
  /// The last 24 hours of a link; `from` empty: into `to` from all sources.
  virtual Question lineHistory(const std::string& from, const std::string& to,
                               Answer<base::Result<engine::LineHistory>> answer) = 0;
  /// The registry's URL that somebody means who types "registry.example.com:5000/"; tries https before http.
  virtual Question address(const std::string& text, Answer<base::Result<std::string>> answer) = 0;
  virtual Question certificate(const std::string& url, Answer<base::Result<engine::ServerCertificate>> answer) = 0;
  /// The file that holds the certificates now.
  virtual Question keepCertificate(const std::string& name, const std::string& pem,
                                   Answer<base::Result<std::string>> answer) = 0;
  virtual Question credentials(const std::string& url, Answer<base::Result<std::vector<engine::CredentialHint>>> answer) = 0;
  /// The audit trail, newest first, before `before_seq` (0: all).
  virtual Question actions(std::uint64_t before_seq, std::size_t limit,
                           Answer<base::Result<std::vector<ports::ActionRecord>>> answer) = 0;
  /// Jobs of all times, newest first.
  virtual Question jobs(std::size_t limit, Answer<base::Result<std::vector<ports::JobRecord>>> answer) = 0;
  /// The end of a job, with what failed in it.
  virtual Question summary(const std::string& job, Answer<base::Result<engine::JobSummary>> answer) = 0;
  /// Events of a job after `seq`, oldest first; of all jobs where it is empty.
  virtual Question events(const std::string& job, std::uint64_t seq,
                          Answer<std::vector<ports::EventRecord>> answer) = 0;
  /// Stops a question; unknown or answered ones are ignored.
  virtual void drop(Question question) = 0;

signals:
  /// A new snapshot is there, at most ten times a second; or the engine went or came back.
  void changed();
};

inline base::Timestamp FleetLink::now() const { return base::SystemClock().now(); }

} // namespace meridian::console
