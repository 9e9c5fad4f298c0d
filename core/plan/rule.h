// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "oci/platform.h"
#include "plan/policy.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace meridian::plan {

/// Which tags of a repository a rule means. Patterns are globs ("*", "?", "[a-z]"; "*" does not cross "/"), or
/// regular expressions (ECMAScript, whole string) after the prefix "re:".
struct TagSelection {
  std::vector<std::string> include{"*"};
  std::vector<std::string> exclude{};
  std::string semver{};                        ///< range such as ">=1.2 <3"; empty = any tag
  std::optional<unsigned> latest{};            ///< of what is left, the N highest (semver order, else newest)
  bool latest_by_created = false;              ///< `latest` counts by the images' creation dates instead
  std::optional<std::chrono::seconds> since{}; ///< only images created within this long before now
};

/// A mirror rule of the fleet file (command line contract, "Fleet file").
struct Rule {
  std::string id;
  std::string source;
  std::vector<std::string> targets;
  std::vector<std::string> repositories; ///< patterns; "!" in front excludes; later ones win
  TagSelection tags;
  std::vector<oci::Platform> platforms;  ///< empty = all
  base::Bandwidth bandwidth = {};        ///< for all that the rule moves, together
  IndexMode index = IndexMode::Sparse;   ///< with chosen platforms
  ReferrerPolicy referrers = {};
  Schedule schedule = {};
  Promotion promotion = {};
  Deletes deletes = {};
  AuditPolicy audit = {};
};

} // namespace meridian::plan
