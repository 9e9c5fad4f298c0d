// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::plan {

/// A version in the sense of Semantic Versioning 2.0.0, read as tags write it: a leading "v", missing minor
/// and patch numbers and leading zeros ("22.04") are tolerated; build metadata after "+" or "_" (a tag cannot
/// hold
/// "+") is cut off and never compared.
struct Version {
  std::uint64_t major = 0, minor = 0, patch = 0;
  std::vector<std::string> prerelease; ///< identifiers; empty = a release

  /// nullopt: the tag is no version.
  [[nodiscard]] static std::optional<Version> parse(std::string_view text);
  /// Precedence, section 11 of the specification.
  [[nodiscard]] std::strong_ordering operator<=>(const Version& other) const;
  [[nodiscard]] bool operator==(const Version& other) const { return (*this <=> other) == 0; }
};

/// A range in the syntax that node-semver and Masterminds/semver share: comparators `= != > >= < <=`, `^1.2`,
/// `~1.2`, `1.x`, `1.2 - 2.3`, joined by blanks or commas (and) or `||` (or).
/// Prereleases fit only where a comparator of the same alternative names one (">=1.2-0 <3" lets 1.4-rc.1 in,
/// and still not 3.0-rc.1).
class VersionRange {
public:
  /// ConfigInvalid with what is wrong in the text.
  [[nodiscard]] static base::Result<VersionRange> parse(std::string_view text);
  [[nodiscard]] bool contains(const Version& version) const;

private:
  friend class RangeParser;
  enum class Op { Equal, NotEqual, Greater, GreaterEqual, Less, LessEqual };
  struct Comparator {
    Op op = Op::Equal;
    Version version;
  };
  /// `!=1.2` excludes the half-open span [from, to).
  struct Hole {
    Version from, to;
  };
  struct Alternative {
    std::vector<Comparator> comparators; ///< all have to hold
    std::vector<Hole> holes;
    bool prereleases = false;
  };
  std::vector<Alternative> m_alternatives;
};

/// Order for people and for "latest N": runs of digits compare as numbers ("build-9" < "build-10").
[[nodiscard]] std::strong_ordering naturalOrder(std::string_view a, std::string_view b);

} // namespace meridian::plan
