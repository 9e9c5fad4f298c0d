// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::auth {

/// A resource scope, "type[(class)]:name:action,action" (distribution docs, auth/scope.md). The name may hold
/// host:port/, so it is split at the first and the last colon.
struct Scope {
  std::string type; ///< "repository" or "registry", with class
  std::string name;
  std::set<std::string> actions;

  [[nodiscard]] static Scope repository(std::string name, std::set<std::string> actions);
  [[nodiscard]] static Scope catalogue(); ///< registry:catalog:*
  [[nodiscard]] std::string text() const;
  /// Whether a token for this scope also serves `other`.
  [[nodiscard]] bool covers(const Scope& other) const;
  auto operator<=>(const Scope&) const = default;
};

/// Scopes separated by spaces; ill-formed ones are left out.
[[nodiscard]] std::vector<Scope> parseScopes(std::string_view text);

} // namespace meridian::auth
