// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "promote/journal.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meridian::promote {

/// A tag that somebody else has set at a target.
struct Conflict {
  std::string target;
  std::string ref;
  std::optional<oci::Digest> recorded; ///< what we set there last; nullopt: nothing that we know of
  std::optional<oci::Digest> found;    ///< nullopt: the tag is gone
  std::optional<oci::Digest> wanted;
};

/// A promotion as it stands or as it ended: plain values for those who show it.
struct Report {
  std::string id;
  std::string rule;
  Kind kind = Kind::Promotion;
  Phase phase = Phase::Checking;
  Outcome outcome = Outcome::Open;
  std::size_t wave = 0, waves = 1;
  std::string text; ///< why it ended so

  struct Target {
    std::string id;
    std::size_t wave = 0;
    CellState state = CellState::Waiting; ///< the one of its tags that needs attention most
    std::size_t flipped = 0;              ///< tags that point to what is wanted, by us or from before
    std::size_t tags = 0;
    std::string text;
  };
  std::vector<Target> targets;

  struct Tag {
    std::string target;
    std::string ref;
    std::optional<oci::Digest> previous;
    std::optional<oci::Digest> wanted;
    CellState state = CellState::Waiting;
    std::optional<std::chrono::milliseconds> after; ///< confirmed so long after the first of its wave
    std::string text;
    std::optional<base::Error> error;
  };
  std::vector<Tag> tags; ///< each tag at each target

  std::vector<Conflict> conflicts;
  /// The window in which targets differed: from the first to the last confirmed flip of a wave, the longest of all
  /// waves. Absent: nothing was flipped, or a crash lay between and it could not be measured.
  std::optional<std::chrono::milliseconds> flip_skew;
  std::optional<base::Error> error; ///< why it did not become Promoted, where that was a failure

  /// Tags that a target was left without, "tyo app/web:1.2".
  [[nodiscard]] std::vector<std::string> lagging() const;
  /// Tags of which it is not known, or known to be wrong, where they point: what makes the outcome Mixed.
  [[nodiscard]] std::vector<std::string> mixed() const;
};

/// `errors` by cell.
[[nodiscard]] Report report(const Journal& journal, const std::map<std::size_t, base::Error>& errors = {});

} // namespace meridian::promote
