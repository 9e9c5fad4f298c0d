// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/secret_store.h"

#include <chrono>
#include <filesystem>

namespace meridian::disk {

/// What `docker login` left: config.json with its credential helpers, asked by the registry's host.
/// Read-only. https://docs.docker.com/reference/cli/docker/login/#credential-helpers
class DockerSecrets final : public ports::SecretStore {
public:
  explicit DockerSecrets(std::filesystem::path config,
                         std::chrono::milliseconds helper_time = std::chrono::seconds(30))
      : m_config(std::move(config)), m_helper_time(helper_time) {}
  /// $DOCKER_CONFIG/config.json or ~/.docker/config.json
  [[nodiscard]] static std::filesystem::path defaultFile();

  [[nodiscard]] std::string place() const override { return "docker's " + m_config.string(); }
  /// Errors: ConfigInvalid (no docker config), NotFound (the helper for this very host is not installed),
  /// IoFailed (it failed, in its own words), Timeout, Cancelled. A `credsStore` that is not installed counts
  /// as an empty one.
  base::Result<std::optional<auth::Credential>> find(std::string_view name, std::string_view host,
                                                     std::stop_token stop) override;
  base::Result<void> put(std::string_view name, const auth::Credential& credential,
                         std::stop_token stop) override;
  base::Result<void> erase(std::string_view name, std::stop_token stop) override;

protected:
  [[nodiscard]] ports::SecretTrace::Place kind() const override { return ports::SecretTrace::Place::Docker; }

private:
  [[nodiscard]] base::Result<std::optional<auth::Credential>>
  ask(const std::string& helper, const std::string& host, std::stop_token stop) const;

  const std::filesystem::path m_config;
  const std::chrono::milliseconds m_helper_time;
};

} // namespace meridian::disk
