// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meridian::distribution {

/// One link of a Link header (RFC 8288 section 3). Parameter names are lower case.
struct Link {
  std::string target; ///< as written: absolute or relative
  std::vector<std::pair<std::string, std::string>> parameters;

  /// First value of a parameter, or empty (RFC 8288: later ones with the same name are ignored).
  [[nodiscard]] std::string_view parameter(std::string_view name) const;
  /// Whether `rel` is among the relation types (space separated, without case).
  [[nodiscard]] bool has(std::string_view rel) const;
};

/// All links of one header line. Quoted strings, several links and commas inside <> are understood; what
/// cannot be parsed ends the list. Never fails.
[[nodiscard]] std::vector<Link> parseLinks(std::string_view header);

/// Target of the first link with rel="next", or empty.
[[nodiscard]] std::string nextTarget(const std::vector<std::string_view>& headers);

} // namespace meridian::distribution
