// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"
#include "oci/digest.h"
#include "promote/policy.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::promote {

enum class Kind { Promotion, Rollback };

/// Where a promotion stands. Nothing is set before Flipping; Done is closed for good.
enum class Phase { Checking, Flipping, Observing, RollingBack, Done };
[[nodiscard]] std::string_view name(Phase phase); ///< "checking", "flipping", ...

enum class Outcome {
  Open,
  Unchanged,  ///< every target had it already
  Promoted,   ///< every target that took part has it, read back
  Conflict,   ///< somebody else's tags were found; nothing was set
  NotFlipped, ///< given up before anything was set
  RolledBack, ///< what was set was put back
  Stopped,    ///< stopped between waves: earlier waves have it, later ones do not
  Mixed,      ///< neither everywhere nor nowhere, or not known: tried again at the next start
  Superseded  ///< a later promotion or somebody else decided about all that was open
};
[[nodiscard]] std::string_view name(Outcome outcome); ///< "open", "unchanged", ... "not flipped"

enum class CellState {
  Waiting,
  Unchanged,  ///< had it before
  Kept,       ///< a conflict that was left as it is
  Unclear,    ///< the request to set it failed, perhaps after it took effect
  Flipped,    ///< the registry has confirmed it
  Confirmed,  ///< and it was read back
  Lagging,    ///< left out; the next run mends it
  RolledBack, ///< points to what it did before
  Stays,      ///< could not be put back
  Foreign     ///< somebody else has set it meanwhile
};
[[nodiscard]] std::string_view name(CellState state);

/// One tag at one target. Going there and going back are the same operation: a tag is made to point to a digest, or
/// removed where there is none.
struct Cell {
  std::size_t target = 0; ///< index into Journal::targets
  std::size_t tag = 0;    ///< index into Journal::tags
  std::optional<oci::Digest> previous; ///< before we came; nullopt: there was no such tag
  std::optional<oci::Digest> wanted;   ///< nullopt: to be removed (a rollback of a tag that was new)
  CellState state = CellState::Waiting;
  bool touched = false; ///< a request to set it may have been sent
  std::optional<std::chrono::milliseconds> after; ///< confirmed so long after the first of its wave
  std::string text;                               ///< why it stands so, for people
};

struct TagName {
  std::string repository;
  std::string tag;
  oci::Digest source; ///< what the source's tag has to point to when the flip begins; empty: nobody asks
  [[nodiscard]] std::string ref() const { return repository + ":" + tag; }
};

/// Everything that is needed to end a promotion after a crash, beside the content (see Journals).
struct Journal {
  std::string id;
  std::string rule;
  std::string job;
  Kind kind = Kind::Promotion;
  Policy policy;
  std::vector<std::string> targets;            ///< region ids
  std::vector<std::vector<std::size_t>> waves; ///< indices into `targets`; at least one
  std::vector<TagName> tags;
  std::vector<Cell> cells;
  Phase phase = Phase::Checking;
  Outcome outcome = Outcome::Open;
  std::size_t wave = 0;    ///< the one that is or was flipped last
  bool cancelled = false;  ///< somebody wished it away: it does not go forward any more
  base::Timestamp created{};
  base::Timestamp observed{}; ///< since when the wave is looked at
  base::Timestamp finished{};
  /// Between the first and the last confirmed flip of a wave; the longest of all waves. Absent: nothing was flipped, or
  /// a crash lay between.
  std::optional<std::chrono::milliseconds> flip_skew;
  std::string text; ///< why it ended so, for people

  [[nodiscard]] bool open() const { return phase != Phase::Done; }
  [[nodiscard]] std::size_t waveOf(std::size_t target) const;
  [[nodiscard]] std::string ref(const Cell& cell) const { return tags[cell.tag].ref(); }

  [[nodiscard]] std::string json() const;
  /// ParseFailed: not a journal of ours.
  [[nodiscard]] static base::Result<Journal> parse(std::string_view json);
};

} // namespace meridian::promote
