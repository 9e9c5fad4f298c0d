// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/scope.h"

#include <algorithm>
#include <optional>

namespace meridian::auth {

namespace {

bool isWord(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
}

/// "repository" or "repository(plugin)"
bool isType(std::string_view text) {
  const auto bracket = text.find('(');
  if (bracket == std::string_view::npos) return isWord(text);
  return text.back() == ')' && isWord(text.substr(0, bracket)) &&
         isWord(text.substr(bracket + 1, text.size() - bracket - 2));
}

std::optional<Scope> parseScope(std::string_view text) {
  const auto first = text.find(':');
  const auto last = text.rfind(':');
  if (first == last) return std::nullopt;
  Scope scope{std::string(text.substr(0, first)), std::string(text.substr(first + 1, last - first - 1)), {}};
  for (auto rest = text.substr(last + 1);;) {
    const auto comma = rest.find(',');
    if (const auto action = rest.substr(0, comma); !action.empty()) scope.actions.emplace(action);
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  if (!isType(scope.type) || scope.name.empty() || scope.actions.empty()) return std::nullopt;
  return scope;
}

} // namespace

Scope Scope::repository(std::string name, std::set<std::string> actions) {
  return {"repository", std::move(name), std::move(actions)};
}

Scope Scope::catalogue() {
  return {"registry", "catalog", {"*"}};
}

std::string Scope::text() const {
  std::string out = type + ":" + name;
  char separator = ':';
  for (const auto& action : actions) {
    out.append(1, separator).append(action);
    separator = ',';
  }
  return out;
}

bool Scope::covers(const Scope& other) const {
  return type == other.type && name == other.name &&
         std::includes(actions.begin(), actions.end(), other.actions.begin(), other.actions.end());
}

std::vector<Scope> parseScopes(std::string_view text) {
  std::vector<Scope> out;
  while (true) {
    const auto blank = text.find(' ');
    if (auto scope = parseScope(text.substr(0, blank))) out.push_back(*std::move(scope));
    if (blank == std::string_view::npos) return out;
    text.remove_prefix(blank + 1);
  }
}

} // namespace meridian::auth
