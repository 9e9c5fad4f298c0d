// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::auth {

/// One challenge of a WWW-Authenticate header (RFC 9110 section 11.6.1). Parameter names are lower case.
struct Challenge {
  std::string scheme; ///< lower case: "bearer", "basic"
  std::map<std::string, std::string> parameters;
};

/// All challenges of one or more header lines; quoted strings and several challenges per line are understood,
/// what cannot be parsed is left out. Never fails: a broken header is an empty list.
[[nodiscard]] std::vector<Challenge> parseChallenges(std::string_view header);

} // namespace meridian::auth
