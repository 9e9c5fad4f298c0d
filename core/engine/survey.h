// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/thread_pool.h"
#include "engine/engine.h"
#include "engine/manifest_shelf.h"
#include "oci/image_config.h"
#include "plan/listing.h"
#include "plan/referrers.h"
#include "plan/rule.h"
#include "ports/registry.h"

#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace meridian::engine {

/// Asks source and targets what a plan needs to know, and no more: tags of the source, one HEAD per tag everywhere,
/// manifests of what differs, and whether the target has its content. A question is asked as soon as it can be put,
/// not when all of a kind can: over a long line each wait for nothing costs a round trip.
class Survey {
public:
  struct Target {
    std::string id;
    ports::Registry* registry = nullptr;
    std::map<oci::Digest, std::string> mount_sources;
    bool takes_sparse = true;
  };

  Survey(const plan::Rule& rule, const JobRequest& request, ports::Registry& source, std::vector<Target> targets,
         base::ThreadPool& workers, base::Clock& clock, ManifestShelf& shelf)
      : m_rule(rule), m_request(request), m_source(source), m_targets(std::move(targets)), m_workers(workers),
        m_clock(clock), m_shelf(shelf) {}

  /// Errors: the source cannot be read at all, or the request names what the rule does not have. What is wrong with
  /// one tag or one target stands in the listing.
  [[nodiscard]] base::Result<plan::Listing> run(std::stop_token stop);

private:
  [[nodiscard]] base::Result<std::vector<std::string>> repositories(std::stop_token stop);
  [[nodiscard]] base::Result<void> lookAtTags(const std::vector<std::string>& repositories, std::stop_token stop);
  [[nodiscard]] bool wanted(const std::string& repository, const std::string& tag) const;
  void pingTarget(std::size_t target, std::stop_token stop);
  void keepRecent(std::stop_token stop);
  [[nodiscard]] base::Result<plan::ManifestPtr> manifest(const std::string& repository, const oci::Digest& digest,
                                                         std::stop_token stop);
  // survey_images.cpp: what belongs to a tag beside its own manifests
  void rewriteIndexes(std::stop_token stop);
  void dropUnoffered();
  void findReferrers(std::stop_token stop);
  void findReferrersOf(const std::set<std::pair<std::string, oci::Digest>>& subjects, std::stop_token stop);
  void holdBackIncomplete();
  void askReferrers(std::stop_token stop);
  void drop(const std::set<std::string>& refs);
  void readManifests(std::stop_token stop);
  void readManifest(const std::string& repository, const oci::Digest& digest, const std::string& ref,
                    base::TaskGroup& tasks, std::stop_token stop);
  void askContent(std::stop_token stop);
  [[nodiscard]] bool differsSomewhere(const plan::SourceTag& tag) const;
  void unreadable(std::string target, std::string ref, base::Error error);

  /// What is known of one tag while it is asked about; a slot of its own for each answer, so that no lock is needed.
  struct Look {
    plan::SourceTag tag;
    bool gone = false;
    bool answered = false;       ///< by all targets, before the source was asked
    std::vector<oci::Digest> at; ///< by target; empty: not there
  };
  void lookAt(Look& look, base::TaskGroup& tasks, std::stop_token stop);
  void gather(std::deque<Look>& looks);
  [[nodiscard]] bool targetsAreNear() const;

  const plan::Rule& m_rule;
  const JobRequest& m_request;
  ports::Registry& m_source;
  std::vector<Target> m_targets;
  base::ThreadPool& m_workers;
  base::Clock& m_clock;
  ManifestShelf& m_shelf;
  std::mutex m_mutex;
  plan::Listing m_listing;
  plan::ReferrerFilter m_referrers;
  std::map<std::string, std::set<std::string>> m_names; ///< all tags by repository, where cosign's are wanted
  std::map<oci::Digest, std::set<std::string>> m_found; ///< artifact types and kinds by subject
  bool m_from_catalogue = false; ///< repositories were found and not named
  std::set<oci::Digest> m_asked; ///< manifests that are being read or were
  std::vector<std::stop_source> m_give_up; ///< by target: it cannot be reached, so nobody needs its answers
};

} // namespace meridian::engine
