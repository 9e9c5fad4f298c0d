// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/credential.h"
#include "base/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace meridian::auth {

/// docker's config.json: auths, credsStore, credHelpers. Pure: running a helper is an adapter's work.
struct DockerConfig {
  std::map<std::string, Credential> auths;         ///< by normalised host
  std::map<std::string, std::string> helpers;      ///< host -> helper suffix
  std::string default_helper;                      ///< credsStore

  [[nodiscard]] static base::Result<DockerConfig> parse(std::string_view json);
  [[nodiscard]] std::optional<Credential> find(std::string_view host) const;
  /// Name of the program "docker-credential-X" that should be asked for `host`, or empty.
  [[nodiscard]] std::string helperFor(std::string_view host) const;
};

/// "https://index.docker.io/v1/", "registry-1.docker.io" and "docker.io" are one host; scheme and path are cut.
[[nodiscard]] std::string normaliseHost(std::string_view host_or_url);
/// The reply of `docker-credential-X get`; user "<token>" means a refresh token.
[[nodiscard]] base::Result<Credential> parseHelperReply(std::string_view json);

} // namespace meridian::auth
