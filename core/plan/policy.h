// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

// What a rule asks for beside "copy these tags": values of the fleet file. Defaults are what a rule without the key does.
namespace meridian::plan {

/// What becomes of an index when only some of its platforms are wanted.
enum class IndexMode {
  Sparse,    ///< the index as it is, some of its children not at the target: digest and signatures stay true
  Rewritten, ///< an index of the chosen children: a digest of its own, no signature matches it
};

/// Manifests that point to an image by "subject" (image-spec v1.1), and cosign's tags (sha256-<hex>.sig, .att, .sbom).
struct ReferrerPolicy {
  bool copy = false;                ///< those of `types`
  std::vector<std::string> types;   ///< patterns of artifact types; empty = all
  /// The closure gate: a tag appears at a target only with at least one of each: "signature", "sbom", "attestation",
  /// or a pattern of artifact types.
  std::vector<std::string> require;
  bool operator==(const ReferrerPolicy&) const = default;
};

/// When a rule runs by itself, in a program that keeps running.
struct Schedule {
  std::vector<std::string> cron; ///< five fields each, see schedule::Cron
  std::string zone;              ///< of the cron expressions; IANA name, empty = UTC
  /// Runs that nobody asked for by hand move nothing outside of these; empty = always. `limit` of a window is not used.
  std::vector<base::BandwidthWindow> windows;
  std::optional<std::chrono::seconds> poll; ///< everything is looked at again this often: what events missed
  bool on_push = false;                     ///< events of the source region's webhooks start it
  [[nodiscard]] bool empty() const { return cron.empty() && !poll && !on_push; }
  bool operator==(const Schedule&) const = default;
};

/// How tags appear at the targets.
struct Promotion {
  enum class Mode { Each, AllOrNothing }; ///< each tag at each target when it is ready; or everywhere or nowhere
  enum class Group { Tag, Release };      ///< what flips together: one tag, or all tags of a run
  enum class Down { Wait, Continue, Rollback };   ///< when a target does not answer
  enum class Conflict { Stop, Overwrite, Keep };  ///< when a tag at a target is not what we left there
  Mode mode = Mode::Each;
  Group group = Group::Tag;
  Down on_target_down = Down::Wait;
  std::chrono::seconds wait{1800};              ///< for Wait, until it is rolled back
  std::vector<std::vector<std::string>> waves;  ///< region ids; empty = all at once; targets in none are the last wave
  std::chrono::seconds observe{0};              ///< between two waves
  Conflict on_conflict = Conflict::Stop;
  bool operator==(const Promotion&) const = default;
};

/// What happens to tags that the source no longer has.
struct Deletes {
  bool propagate = false;
  std::chrono::seconds quarantine{7 * 86'400}; ///< from when they were first missed
  double stop_above = 5;                       ///< percent of a target's tags of the rule: above it nothing is deleted
  bool operator==(const Deletes&) const = default;
};

/// How thoroughly regions are compared.
enum class AuditDepth {
  Tags,    ///< tag to digest
  Content, ///< and that manifests and blobs are there
  Sampled, ///< and a share of the blobs read and hashed
  Deep,    ///< and all blobs read and hashed
};

struct AuditPolicy {
  std::vector<std::string> cron; ///< empty = on demand only
  std::string zone;
  AuditDepth depth = AuditDepth::Content;
  double sample = 5; ///< percent of the blobs, for Sampled
  bool repair = false;
  bool operator==(const AuditPolicy&) const = default;
};

} // namespace meridian::plan
