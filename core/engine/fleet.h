// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/result.h"
#include "plan/rule.h"

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::engine {

enum class Role { Primary, Replica };

/// One region of the fleet file. `registry_url` is http(s)://host[:port][/], `credential` the name of an
/// entry in a secret store (never a secret), `ca` a PEM file.
struct Region {
  std::string id;
  std::string name;
  Role role = Role::Replica;
  double lat = 0; ///< degrees north
  double lon = 0; ///< degrees east
  std::string registry_url;
  std::string credential;
  std::string ca;
  base::RequestLimits limits = {}; ///< of the registry, for this identity
  base::Bandwidth bandwidth = {};  ///< for all bytes from and to the registry together
};

/// Who may tell of pushes: an address that registries post their events to is /hooks/<id>.
struct WebhookSource {
  std::string id;
  std::string region; ///< whose registry speaks
  std::string kind;   ///< one of kWebhookKinds
  std::string auth;   ///< one of kWebhookAuths
  std::string credential; ///< name of an entry in a secret store, whose password is the secret
};
inline constexpr std::array<std::string_view, 9> kWebhookKinds{"distribution", "harbor", "zot",  "quay",     "acr",
                                                               "ecr",          "gar",    "ghcr", "dockerhub"};
/// Authorization header; HMAC of the body (X-Hub-Signature-256); last part of the path, for senders without headers.
inline constexpr std::array<std::string_view, 3> kWebhookAuths{"bearer", "hmac", "path"};

/// The listener for events; without sources there is none.
struct Webhooks {
  std::string listen = "127.0.0.1:8085"; ///< address:port
  std::string certificate, key;          ///< PEM files; both empty = HTTP
  std::vector<WebhookSource> sources;
};

/// The fleet file, version 1, as values.
struct Fleet {
  std::vector<Region> regions;
  std::vector<plan::Rule> rules;
  Webhooks webhooks = {};
  std::string schema = {}; ///< "$schema", for editors; kept as it is

  [[nodiscard]] const Region* region(std::string_view id) const;
  [[nodiscard]] const plan::Rule* rule(std::string_view id) const;
};

/// One thing that is wrong in a fleet file, with its place.
struct FleetProblem {
  int line = 0;        ///< 1-based; 0 where there is no place (a value built in a form)
  std::string path;    ///< "rules[0].targets[1]"
  std::string message; ///< "unknown key \"repositorys\"; did you mean \"repositories\"?"
};

/// Parses and validates; on failure ConfigInvalid with all problems, one per line: "fleet.json:12: rules[0]:
/// ...". `file` is used in messages only. Unknown keys, duplicate ids, unknown regions, bad globs, bad URLs
/// and plain secrets (a "password" key or user info in a URL) are errors.
[[nodiscard]] base::Result<Fleet> parseFleet(std::string_view json, std::string_view file);
/// The same checks on values, for forms; empty = good.
[[nodiscard]] std::vector<FleetProblem> validate(const Fleet& fleet);
/// Canonical JSON, two-space indent, keys in the order of the contract; keys that hold their default are left
/// out.
[[nodiscard]] std::string toJson(const Fleet& fleet);
/// One rule as it stands in the file, for "config as code" in the console.
[[nodiscard]] std::string toJson(const plan::Rule& rule);

/// NotFound with the path when there is no file.
[[nodiscard]] base::Result<Fleet> loadFleet(const std::filesystem::path& file);
/// Writes beside the file, syncs, renames: a crash leaves the old file or the new one.
[[nodiscard]] base::Result<void> saveFleet(const Fleet& fleet, const std::filesystem::path& file);

/// $XDG_CONFIG_HOME/meridian/fleet.json and $XDG_STATE_HOME/meridian, with the XDG defaults.
[[nodiscard]] std::filesystem::path defaultFleetFile();
[[nodiscard]] std::filesystem::path defaultStateDir();

} // namespace meridian::engine
