// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/thread_pool.h"
#include "oci/digest.h"
#include "oci/manifest.h"
#include "ports/gate.h"
#include "ports/registry.h"
#include "ports/state_store.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::audit {

/// How far an audit looks. Each includes those before it.
enum class Depth {
  Tags,    ///< which digest each tag has
  Content, ///< HEAD of every manifest and blob below
  Sampled, ///< as Content, and a share of it is read and hashed; another share each night
  Deep     ///< all of it is read and hashed
};
[[nodiscard]] std::string_view name(Depth depth); ///< "tags", "content", "sampled", "deep"

/// A tag that the rule selects, as the source has it.
struct WantedTag {
  std::string repository;
  std::string tag;
  oci::Digest digest;     ///< that every target shall have
  oci::Digest original{}; ///< that the source has, where it is another one (a rewritten index); else empty
  [[nodiscard]] std::string ref() const { return repository + ":" + tag; }
};

/// One region of the audit.
struct Site {
  std::string id;
  ports::Registry* registry = nullptr;
  ports::ByteGate* gate = nullptr; ///< for blobs that are read; may be null
};

/// What is to be compared with what.
struct Scope {
  std::string rule;
  Site source;
  std::vector<Site> targets;
  std::vector<WantedTag> tags; ///< each ref once
  /// Tags of the source that the rule selects and that could not be looked at there.
  std::vector<std::pair<std::string, base::Error>> unreadable;
  /// True: a target that has this tag, which is not among `tags`, has one too many. Empty: nobody looks.
  std::function<bool(const std::string& repository, const std::string& tag)> extra;

  /// The children of an index that a rule with chosen platforms wants; the others may be there or not. Empty: all.
  std::function<std::vector<oci::Descriptor>(const oci::Manifest& index)> kept{};
  /// By (repository, digest of the subject): manifests that belong to it and have to be there too.
  std::map<std::pair<std::string, oci::Digest>, std::vector<oci::Digest>> referrers;
  std::string selection; ///< in words of any kind, what `kept` rests on: another choice, and nothing is believed

  Depth depth = Depth::Content;
  double percent = 10;    ///< Sampled: the share that is read, 0.01..100
  std::int64_t night = 0; ///< Sampled: days since 1970; the share moves on with it, so that every blob gets its turn
  /// What was found complete this long ago is believed as long as its tags have not moved. Zero: ask everything. What
  /// Deep and Sampled read is read in any case.
  std::chrono::seconds trust{std::chrono::hours(24)};
  std::set<oci::Digest> suspects; ///< read in any case, and nothing is believed
};

/// How far a run is; any thread may look. Counts of the stage that runs.
struct Progress {
  enum class Stage { Reaching, Tags, Manifests, Content, Done };
  std::atomic<Stage> stage{Stage::Reaching};
  std::atomic<std::size_t> done{0}, total{0};
  std::atomic<std::uint64_t> bytes{0}, bytes_total{0}; ///< of blobs that are read
};

/// What an audit works with. Everything outlives the run.
struct Means {
  base::ThreadPool& workers;
  base::Clock& clock;
  ports::StateStore* state = nullptr; ///< remembers what was found complete; may be null
  ports::ByteGate* pause = nullptr;   ///< passed with zero bytes before each question; may be null
  Progress* progress = nullptr;       ///< may be null
  /// Manifests that were read before, and that are read now; may be empty. Called from any worker.
  std::function<std::shared_ptr<const oci::Manifest>(const oci::Digest&)> known{};
  std::function<void(std::shared_ptr<const oci::Manifest>)> learned{};
  std::size_t questions = 64; ///< asked at once
  std::size_t readers = 8;    ///< large blobs read at once
};

} // namespace meridian::audit
