// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/units.h"
#include "engine/findings.h"
#include "engine/image_detail.h"
#include "engine/line_history.h"
#include "engine/trust.h"
#include "oci/digest.h"
#include "plan/policy.h"
#include "plan/rule.h"
#include "ports/action_log.h"
#include "ports/state_store.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What an engine is asked and what it answers: plain values, for those who show them and never see the engine.
namespace meridian::engine {

enum class JobKind {
  Sync,     ///< as the rule says: its promotion mode counts
  Promote,  ///< all-or-nothing, whatever the rule's mode
  Rollback, ///< tags of the last promotion back to what they were
  Audit,
  Restore,  ///< deleted tags from their saved manifests
  Prewarm,  ///< images into regions ahead of need, by a rule that lives as long as the job (`once`)
};
/// "sync" ... as in --json and the database.
[[nodiscard]] constexpr std::string_view name(JobKind kind) {
  constexpr std::string_view kNames[] = {"sync", "promote", "rollback", "audit", "restore", "prewarm"};
  return kNames[static_cast<int>(kind)];
}

struct JobRequest {
  std::string rule; ///< id; with `once`, the same as its id
  std::vector<std::string> targets; ///< region ids; empty = all targets of the rule
  std::vector<std::string> tags;    ///< "repository:tag" or "repository"; empty = all that the rule selects
  JobKind kind = JobKind::Sync;
  std::string cause{};              ///< who asked, for the story: "schedule", "webhook fra"; empty = by hand
  std::optional<plan::Promotion::Conflict> on_conflict{}; ///< instead of the rule's
  std::optional<plan::AuditDepth> depth{};                ///< instead of the rule's
  std::optional<double> sample{};                         ///< percent, instead of the rule's
  bool repair = false;                                    ///< what an audit finds
  bool fresh = false;                                     ///< an audit believes nothing that was found complete before
  /// Not a rule of the fleet but this one, for Sync and Prewarm: for a plan before a rule is saved, and for images that
  /// no rule mirrors. Its id must not be that of a rule of the fleet, except for a plan.
  std::optional<plan::Rule> once{};
};

/// What an audit's report is written as.
enum class ReportFormat { Json, Html };

/// One step of looking at a registry, in order; the first that fails ends the list.
struct CheckStep {
  enum class Kind { Address, Connection, Trust, Protocol, Credential } kind = Kind::Address;
  bool passed = false;
  std::string text;   ///< what was found, or what failed in the registry's words
  std::string advice; ///< what to do about it; empty when passed
};
[[nodiscard]] std::string_view name(CheckStep::Kind kind); ///< "address", "connection", "trust", "protocol", "credential"

struct RegionCheck {
  std::string region;
  bool passed = false;
  std::vector<CheckStep> steps;
  std::optional<base::Error> error;
  /// "none", "basic", "bearer"; also where the login failed (`error` is Unauthorized then); empty: it never came so far.
  std::string auth;
  base::Seconds round_trip{0};
  /// Which registry it is, for people: "distribution", "harbor", "zot", "quay", "ecr", "acr", "gar", "ghcr", "dockerhub",
  /// "gitea", "gitlab", "artifactory", "nexus", "unknown". Nothing depends on it.
  std::string product = "unknown";
  std::string product_text{}; ///< "Harbor", "zot v2.1.2"; what the server calls itself where it is unknown, or empty
};

/// The end of a job.
struct JobSummary {
  ports::JobRecord record;
  std::vector<ports::OutcomeRecord> outcomes; ///< without the unchanged ones
  struct Target {
    std::string id;
    ports::JobState result = ports::JobState::Succeeded;
    std::size_t tags_copied = 0;
  };
  std::vector<Target> targets;
  std::optional<PromotionStatus> promotion{}; ///< of a job that promoted or rolled back something
};

/// What a rule, saved or not, selects at its source by names; dates are not looked at.
struct RuleMatches {
  struct Repository {
    std::string name;
    std::size_t tags_total = 0;    ///< there are
    std::size_t tags_selected = 0;
    std::vector<std::string> tags; ///< selected, at most 100
  };
  std::vector<Repository> repositories; ///< selected, by name; at most 1000
  std::size_t repositories_total = 0;   ///< selected, however many
  std::size_t tags_selected = 0;
  std::vector<std::pair<std::string, base::Error>> problems; ///< repositories that could not be listed
};

/// Tag by region.
struct TagMatrix {
  std::string repository;
  std::vector<std::string> regions; ///< ids, primary first
  struct Row {
    std::string tag;
    std::vector<std::optional<oci::Digest>> digests; ///< by region; nullopt = not there
    bool drift = false;                              ///< differs from the first region that has it
    std::vector<bool> unread{}; ///< by region: what it has could not be found out; no drift by itself
    [[nodiscard]] bool isUnread(std::size_t region) const { return region < unread.size() && unread[region]; }
  };
  std::vector<Row> rows;
  std::vector<std::pair<std::string, base::Error>> problems; ///< regions that could not be read
};

} // namespace meridian::engine
